using System.Linq.Expressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading;

/// <summary>The lists of tickets that the board and the API share, and the order of the board.</summary>
internal static class TicketLists
{
    extension(IQueryable<Ticket> tickets)
    {
        public IQueryable<Ticket> Open =>
            tickets.Where(t => t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress
                || t.Status == TicketStatus.WaitingForResident);

        public IQueryable<Ticket> MissedAndUnanswered => tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Missed);

        public IQueryable<Ticket> Unassigned => tickets.Where(t => t.Assignee == null);

        public IQueryable<Ticket> WaitingForResident => tickets.Where(t => t.Status == TicketStatus.WaitingForResident);

        /// <summary>Tickets with an open slip at a department.</summary>
        public IQueryable<Ticket> WithDepartments => tickets.Where(t => t.SlipDueAt != null);

        /// <summary>Tickets whose resident is to be called back, resolved ones included.</summary>
        public IQueryable<Ticket> NeedingCallBack => tickets.Where(t => t.NeedsCallBack);

        /// <summary>Tickets with a poor rating that no supervisor has handled yet.</summary>
        public IQueryable<Ticket> NeedingSupervisor => tickets.Where(t => t.NeedsSupervisor);

        /// <summary>
        /// Tickets assigned to the actor that need her action now. An unanswered one always does. An answered one does not while it waits
        /// for the resident, or for departments that have a slip.
        /// </summary>
        public IQueryable<Ticket> NeedingActionBy(Actor actor) => tickets.Where(IsTurnOf(actor));

        public IQueryable<Ticket> NotNeedingActionBy(Actor actor)
        {
            var turn = IsTurnOf(actor);
            return tickets.Where(Expression.Lambda<Func<Ticket, bool>>(Expression.Not(turn.Body), turn.Parameters));
        }

        /// <summary>A cycle is missed, or it is open and due today or soon; it is never both.</summary>
        public IQueryable<Ticket> Due(DueFilter when, DueLimits limits) => when switch
        {
            DueFilter.Missed => tickets.MissedAndUnanswered,
            DueFilter.Today => tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Open && t.DueAt < limits.EndOfToday),
            _ => tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Open && t.DueAt <= limits.Soon),
        };

        /// <summary>
        /// Missed tickets first, then unanswered ones, then the rest; each group by due time.
        /// </summary>
        public IOrderedQueryable<Ticket> ByUrgency => tickets
            .OrderByDescending(t => t.Unanswered && t.CycleState == CycleState.Missed).ThenByDescending(t => t.Unanswered)
            .ThenBy(t => t.DueAt).ThenBy(t => t.Id);
    }

    // A department that asks for more time waits for the assignee; so does a slip of the assignee's own department.
    private static Expression<Func<Ticket, bool>> IsTurnOf(Actor actor)
    {
        var (user, department) = (actor.Author.Code, actor.Department);
        return t => t.Assignee == user && (t.Unanswered || (t.Status != TicketStatus.WaitingForResident && (t.SlipDueAt == null
            || t.Slips.Any(s => s.EndedAt == null && (s.RequestedDueAt != null || s.Department == department)))));
    }
}
