using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Folds the events of tickets into the figures of their resolutions, one by one, because a month may have very many.</summary>
/// <param name="to">The end of the period. What was said of a resolution later still counts for it.</param>
internal sealed class ResolutionCount(DateTimeOffset from, DateTimeOffset to)
{
    private readonly List<ResolutionWord> _outcomes = [];
    private readonly List<TicketEvent> _closings = [];
    private long? _ticket;
    private ResolutionWord? _current;

    public ResolutionFigures Figures
    {
        get
        {
            var scores = new int[6];
            foreach (var outcome in _outcomes)
                if (outcome.Score is { } score) scores[score]++;
            return new()
            {
                Resolved = _outcomes.Count, Solved = _outcomes.Count(o => o.IsSolved),
                NotSolved = _outcomes.Count(o => o.IsReopened), WithoutWord = _outcomes.Count(o => o.IsWithoutWord), Scores = scores,
                EnteredByStaff = _outcomes.Count(o => o.EnteredBy is not null),
                EnteredByServer = _outcomes.Count(o => o.EnteredBy is { } author && author == o.ResolvedBy),
                ClosedWithoutWord = _closings.Count(c => c is TicketClosed),
                Withdrawn = _closings.Count(c => c is TicketCancelled { Reason: CycleEndReason.Withdrawn }),
                ClosedByStaff = _closings.Count(c => c is TicketCancelled { Reason: not CycleEndReason.Withdrawn }),
            };
        }
    }

    /// <summary>Takes the next event. Those of one ticket follow each other, in their order.</summary>
    public void Add(long ticket, TicketEvent happened)
    {
        if (ticket != _ticket) (_ticket, _current) = (ticket, null);
        var isInPeriod = happened.At >= from && happened.At < to;
        switch (happened)
        {
            case TicketResolved resolved:
                _current = new(resolved.By);
                if (isInPeriod) _outcomes.Add(_current);
                break;
            case TicketClosed or TicketCancelled when isInPeriod && (happened is TicketCancelled || _current?.IsWithoutWord == true):
                _closings.Add(happened);
                break;
            default:
                _current?.Hear(happened);
                break;
        }
    }

    /// <summary>The resident's and the staff's word on one resolution.</summary>
    private sealed class ResolutionWord(Author resolvedBy)
    {
        public Author ResolvedBy => resolvedBy;

        public int? Score { get; private set; }

        public Author? EnteredBy { get; private set; }

        public bool IsReopened { get; private set; }

        /// <summary>The resident said so to the colleague who called afterwards.</summary>
        public bool IsSolvedOnCall { get; private set; }

        public bool IsSolved => !IsReopened && (Score is not null || IsSolvedOnCall);

        public bool IsWithoutWord => !IsReopened && !IsSolved;

        public void Hear(TicketEvent happened)
        {
            switch (happened)
            {
                case TicketRated { By.Kind: AuthorKind.Resident } rated:
                    Score = rated.Score;
                    break;
                case TicketRated rated:
                    EnteredBy = rated.By;
                    break;
                case TicketReopened { By.Kind: AuthorKind.Resident } or ResidentWrote { Reopened: true }
                    or MessageMovedHere { Reopened: true } or FollowUpCalled { Solved: false }:
                    IsReopened = true;
                    break;
                case MessageMovedAway { Back: TicketStatus.Resolved }:
                    // The words that had reopened it were about another matter.
                    IsReopened = false;
                    break;
                case FollowUpCalled { Solved: true }:
                    IsSolvedOnCall = true;
                    break;
            }
        }
    }
}
