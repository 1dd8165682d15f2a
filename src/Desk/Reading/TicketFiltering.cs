using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>The queries behind the API's ticket lists: filter, order and page.</summary>
internal static class TicketFiltering
{
    extension(IQueryable<Ticket> tickets)
    {
        /// <summary>Applies the filters for status, kind, channel and department.</summary>
        public IQueryable<Ticket> Matching(TicketFilter filter)
        {
            if (filter.Statuses.Count > 0) tickets = tickets.Where(t => filter.Statuses.Contains(t.Status));
            if (filter.Kinds.Count > 0) tickets = tickets.Where(t => filter.Kinds.Contains(t.Kind));
            if (filter.Channels.Count > 0) tickets = tickets.Where(t => filter.Channels.Contains(t.Channel));
            return filter.Department is { } department ? tickets.Where(t => t.Department == department) : tickets;
        }

        public IQueryable<Ticket> AssignedTo(string? assignee, Actor actor) => assignee switch
        {
            null => tickets,
            "none" => tickets.Where(t => t.Assignee == null),
            "me" when actor.Author.Kind is AuthorKind.Staff => tickets.Where(t => t.Assignee == actor.Author.Code),
            // A service identity is never an assignee, even if a member of staff has the same name.
            "me" => tickets.Where(t => false),
            _ => tickets.Where(t => t.Assignee == assignee),
        };

        /// <summary>
        /// Sorts, and leaves out everything up to the cursor. A ticket that arrives meanwhile does not shift the others, which an offset
        /// would do.
        /// </summary>
        public IQueryable<Ticket> SortedAfter(TicketOrder order, TicketCursor? cursor)
        {
            tickets = tickets.After(order, cursor);
            return order switch
            {
                TicketOrder.Due => tickets.OrderBy(t => t.DueAt).ThenBy(t => t.Id),
                TicketOrder.Updated => tickets.OrderByDescending(t => t.Sequence),
                _ => tickets.OrderByDescending(t => t.Id),
            };
        }

        /// <summary>Loads the cycles and the person with the addresses, which ticket views show.</summary>
        public IQueryable<Ticket> IncludingViewData() =>
            tickets.AsNoTracking().Include(t => t.Cycles).Include(t => t.Person!.Addresses).AsSplitQuery();

        /// <summary>Leaves out everything up to the cursor.</summary>
        public IQueryable<Ticket> After(TicketOrder order, TicketCursor? cursor)
        {
            if (cursor is not var (_, value, id)) return tickets;
            if (order is TicketOrder.Updated) return tickets.Where(t => t.Sequence < value);
            if (order is not TicketOrder.Due) return tickets.Where(t => t.Id < id);
            var due = ToDueTime(value);
            // The first condition says nothing new, but an index can begin there.
            return tickets.Where(t => t.DueAt >= due && (t.DueAt > due || t.Id > id));
        }
    }

    // A forged cursor may hold any number, and FromUnixTimeMilliseconds throws outside its range.
    private static DateTimeOffset ToDueTime(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
