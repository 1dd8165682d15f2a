using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Board;

/// <summary>What the board asks of tickets, in words.</summary>
internal static class OpenTickets
{
    extension(IQueryable<Ticket> tickets)
    {
        public IQueryable<Ticket> Open =>
            tickets.Where(t => t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress || t.Status == TicketStatus.WaitingForResident);

        public IQueryable<Ticket> MissedAndUnanswered => tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Missed);

        public IQueryable<Ticket> Unassigned => tickets.Where(t => t.Assignee == null);

        public IQueryable<Ticket> Waiting => tickets.Where(t => t.Status == TicketStatus.WaitingForResident);

        /// <summary>Somebody is to be phoned, also about what is resolved.</summary>
        public IQueryable<Ticket> ToCallBack => tickets.Where(t => t.CallBack);

        /// <summary>A poor rating that no supervisor has looked at.</summary>
        public IQueryable<Ticket> ToSupervise => tickets.Where(t => t.Supervise);

        public IQueryable<Ticket> DueBefore(DateTimeOffset end) => tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Open && t.DueAt < end);

        /// <summary>Assigned to somebody who has to do something now: not while the resident is to answer, unless they were let down.</summary>
        public IQueryable<Ticket> TurnOf(string user) => tickets.Where(t => t.Assignee == user && (t.Status != TicketStatus.WaitingForResident || t.Unanswered));

        /// <summary>Red first, then who waits for an answer, then the rest; each by its due time.</summary>
        public IOrderedQueryable<Ticket> ByUrgency => tickets
            .OrderByDescending(t => t.Unanswered && t.CycleState == CycleState.Missed).ThenByDescending(t => t.Unanswered)
            .ThenBy(t => t.DueAt).ThenBy(t => t.Id);
    }
}
