using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading;

/// <summary>Filters and sort order of the board's lists.</summary>
internal static class TicketListFilters
{
    extension(IQueryable<Ticket> tickets)
    {
        public IQueryable<Ticket> Open =>
            tickets.Where(t => t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress
                || t.Status == TicketStatus.WaitingForResident);

        public IQueryable<Ticket> MissedAndUnanswered => tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Missed);

        public IQueryable<Ticket> Unassigned => tickets.Where(t => t.Assignee == null);

        public IQueryable<Ticket> WaitingForResident => tickets.Where(t => t.Status == TicketStatus.WaitingForResident);

        /// <summary>Tickets whose resident is to be called back, resolved ones included.</summary>
        public IQueryable<Ticket> NeedingCallBack => tickets.Where(t => t.NeedsCallBack);

        /// <summary>Tickets with a poor rating that no supervisor has handled yet.</summary>
        public IQueryable<Ticket> NeedingSupervisor => tickets.Where(t => t.NeedsSupervisor);

        public IQueryable<Ticket> DueBefore(DateTimeOffset end) =>
            tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Open && t.DueAt < end);

        /// <summary>
        /// Tickets assigned to the user that need action now. One that waits for the resident counts only while it is unanswered.
        /// </summary>
        public IQueryable<Ticket> NeedingActionBy(string user) =>
            tickets.Where(t => t.Assignee == user && (t.Status != TicketStatus.WaitingForResident || t.Unanswered));

        /// <summary>
        /// Missed tickets first, then unanswered ones, then the rest; each group by due time. board.js sorts the same way.
        /// </summary>
        public IOrderedQueryable<Ticket> ByUrgency => tickets
            .OrderByDescending(t => t.Unanswered && t.CycleState == CycleState.Missed).ThenByDescending(t => t.Unanswered)
            .ThenBy(t => t.DueAt).ThenBy(t => t.Id);
    }
}
