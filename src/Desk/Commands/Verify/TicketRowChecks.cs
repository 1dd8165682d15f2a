using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Replays the events of a ticket and compares the outcome with its row, column by column.</summary>
internal static class TicketRowChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        // An event that can't be read, or is missing, is a finding of its own, and a replay without it would prove nothing.
        if (history.Events.Count != history.Ticket.Version || history.Events is not [TicketOpened, ..]) return [];
        return Compare(history.Ticket, TicketReplay.From(history)).Where(column => !column.IsEqual)
            .Select(column => new Finding(history.Subject, "rowChanged", ("column", column.Name)));
    }

    private static IEnumerable<(string Name, bool IsEqual)> Compare(Ticket row, TicketReplay told)
    {
        yield return (nameof(row.Kind), row.Kind == told.Kind);
        yield return (nameof(row.Status), row.Status == told.Status
            || (told.MayWaitForResident && row.Status is TicketStatus.WaitingForResident));
        yield return (nameof(row.Department), row.Department == told.Department);
        yield return (nameof(row.ServiceItem), told.ServiceItem is null || row.ServiceItem == told.ServiceItem);
        yield return (nameof(row.Language), told.Language is null || row.Language == told.Language);
        yield return (nameof(row.Anonymity), told.Anonymity is null || row.Anonymity == told.Anonymity);
        yield return (nameof(row.Assignee), row.Assignee == told.Assignee);
        yield return (nameof(row.ReceivedAt), row.ReceivedAt == told.ReceivedAt);
        yield return (nameof(row.EnteredAt), row.EnteredAt == told.EnteredAt);
        yield return (nameof(row.UpdatedAt), row.UpdatedAt == told.UpdatedAt);
        yield return (nameof(row.LastWorkedAt), row.LastWorkedAt == told.LastWorkedAt);
        yield return (nameof(row.ResolvedAt), row.ResolvedAt == told.ResolvedAt);
        yield return (nameof(row.ClosedAt), row.ClosedAt == told.ClosedAt);
        yield return (nameof(row.ConfirmedAt), row.ConfirmedAt == told.ConfirmedAt);
        yield return (nameof(row.ErasedAt), row.ErasedAt == told.ErasedAt);
        yield return (nameof(row.ErasedAfterYears), row.ErasedAfterYears == told.ErasedAfterYears);
        yield return (nameof(row.NeedsSupervisor), row.NeedsSupervisor == told.NeedsSupervisor);
        yield return (nameof(row.NotSolvedCount), row.NotSolvedCount == told.NotSolvedCount);
        yield return (nameof(row.Urged), row.Urged == told.Urged);
    }
}
