using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading;

/// <summary>The place of a ticket in lists that are sorted by due time or urgency.</summary>
internal sealed record TicketPlace
{
    public required long Id { get; init; }

    public required bool Unanswered { get; init; }

    public required CycleState CycleState { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>The tickets whose latest cycle has this state, unanswered or not.</summary>
internal readonly record struct CycleRange(bool Unanswered, CycleState State);

/// <summary>
/// The beginning of a long list, read by the index of status, cycle and due time. A query over several statuses reads and sorts every
/// ticket in them. Within one status and one state of the cycle the index is sorted by the due time already, so the first tickets of each
/// such range are read and only these are sorted, however many tickets there are.
/// </summary>
internal static class TicketRanges
{
    public static readonly TicketStatus[] OpenStatuses = [TicketStatus.New, TicketStatus.InProgress, TicketStatus.WaitingForResident];

    public static readonly TicketStatus[] AllStatuses = [.. OpenStatuses, TicketStatus.Resolved, TicketStatus.Closed];

    public static readonly CycleRange[] UnansweredCycles = [new(true, CycleState.Missed), new(true, CycleState.Open)];

    /// <summary>An open cycle is unanswered, one that was met or cancelled is not, a missed one is either.</summary>
    public static readonly CycleRange[] AllCycles =
        [.. UnansweredCycles, new(false, CycleState.Met), new(false, CycleState.Missed), new(false, CycleState.Cancelled)];

    extension(IQueryable<Ticket> tickets)
    {
        /// <summary>The first tickets of each range: at least the first by due time, and by urgency, of all that are in them.</summary>
        public IQueryable<TicketPlace> FirstPlaces(
            IReadOnlyCollection<TicketStatus> statuses, IReadOnlyCollection<CycleRange> cycles, int count)
        {
            IQueryable<TicketPlace>? places = null;
            foreach (var status in statuses)
            {
                foreach (var (unanswered, state) in cycles)
                {
                    var range = tickets.Where(t => t.Status == status && t.Unanswered == unanswered && t.CycleState == state)
                        .OrderBy(t => t.DueAt).ThenBy(t => t.Id).Take(count)
                        .Select(t => new TicketPlace { Id = t.Id, Unanswered = t.Unanswered, CycleState = t.CycleState, DueAt = t.DueAt });
                    places = places is null ? range : places.Concat(range);
                }
            }

            return places ?? tickets.Where(t => false).Select(t => new TicketPlace
            {
                Id = t.Id, Unanswered = t.Unanswered, CycleState = t.CycleState, DueAt = t.DueAt,
            });
        }

        /// <summary>The ids of some tickets, the most urgent first, as <c>ByUrgency</c> sorts.</summary>
        public IQueryable<long> FirstByUrgency(
            IReadOnlyCollection<TicketStatus> statuses, IReadOnlyCollection<CycleRange> cycles, int skip, int take) => tickets
            .FirstPlaces(statuses, cycles, skip + take)
            .OrderByDescending(p => p.Unanswered && p.CycleState == CycleState.Missed).ThenByDescending(p => p.Unanswered)
            .ThenBy(p => p.DueAt).ThenBy(p => p.Id).Skip(skip).Take(take).Select(p => p.Id);
    }

    /// <summary>The ranges in which all tickets are that are due then.</summary>
    public static CycleRange[] CyclesOf(DueFilter? due) => due switch
    {
        null => AllCycles,
        DueFilter.Missed => [new(true, CycleState.Missed)],
        _ => [new(true, CycleState.Open)],
    };
}
