using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>Filters, orders and pages of the ticket lists that other programs read.</summary>
internal static class TicketFiltering
{
    extension(IQueryable<Ticket> tickets)
    {
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
            // A service identity is never an assignee, even if a member of staff has the same name.
            "me" => actor.Author.Kind is AuthorKind.Staff ? tickets.Where(t => t.Assignee == actor.Author.Code) : tickets.Where(t => false),
            _ => tickets.Where(t => t.Assignee == assignee),
        };

        /// <summary>
        /// Orders and pages by keyset, not by offset: a ticket that arrives meanwhile does not shift the others to another page.
        /// </summary>
        public IQueryable<Ticket> PageAfter(TicketOrder order, TicketCursor? after)
        {
            var (value, id) = (after?.Value ?? 0, after?.Id ?? 0);
            // The limits of DateTimeOffset, in milliseconds: a forged cursor must not throw.
            var milliseconds = order is TicketOrder.Due ? Math.Clamp(value, -62135596800000, 253402300799999) : 0;
            var due = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            return order switch
            {
                TicketOrder.Due => (after is null ? tickets : tickets.Where(t => t.DueAt > due || (t.DueAt == due && t.Id > id)))
                    .OrderBy(t => t.DueAt).ThenBy(t => t.Id),
                TicketOrder.Updated =>
                    (after is null ? tickets : tickets.Where(t => t.Sequence < value)).OrderByDescending(t => t.Sequence),
                _ => (after is null ? tickets : tickets.Where(t => t.Id < id)).OrderByDescending(t => t.Id),
            };
        }

        /// <summary>Loads the cycles and the person with the addresses, which ticket views show.</summary>
        public IQueryable<Ticket> IncludingViewData() =>
            tickets.AsNoTracking().Include(t => t.Cycles).Include(t => t.Person!.Addresses).AsSplitQuery();
    }
}
