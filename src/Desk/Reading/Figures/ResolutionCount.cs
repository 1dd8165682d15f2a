using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Folds the events of tickets into the figures of their resolutions, one by one, because a month may have very many.</summary>
/// <param name="to">The end of the period. What was said of a resolution later still counts for it.</param>
internal sealed class ResolutionCount(DateTimeOffset from, DateTimeOffset to)
{
    private readonly List<ResolutionWord> _outcomes = [];
    private readonly List<(TicketMoment Moment, TicketEvent Event)> _closings = [];
    private long? _ticket;
    private ResolutionWord? _current;

    public ResolutionFigures Figures => new()
    {
        Resolved = Count(Figure.Resolved), Solved = Count(Figure.Solved), NotSolved = Count(Figure.NotSolved),
        WithoutWord = Count(Figure.WithoutWord), Scores = [0, .. FigureUnits.Scores.Select(Count)],
        EnteredByStaff = Count(Figure.EnteredByStaff), EnteredByServer = Count(Figure.EnteredByServer),
        ClosedWithoutWord = Count(Figure.ClosedWithoutWord), Withdrawn = Count(Figure.Withdrawn),
        ClosedByStaff = Count(Figure.ClosedByStaff),
    };

    /// <summary>Lists what a figure counts. The count is the length of this list, so that the two cannot differ.</summary>
    public IEnumerable<TicketMoment> List(Figure figure) => figure switch
    {
        Figure.Resolved => Resolutions(_ => true),
        Figure.Solved => Resolutions(word => word.IsSolved),
        Figure.NotSolved => Resolutions(word => word.IsReopened),
        Figure.SolvedOrNot => Resolutions(word => !word.IsWithoutWord),
        Figure.WithoutWord => Resolutions(word => word.IsWithoutWord),
        Figure.Rated => Resolutions(word => word.Score is not null),
        Figure.Satisfied => Resolutions(word => word.Score > RatingScore.MaxUnsatisfied),
        Figure.Score1 or Figure.Score2 or Figure.Score3 or Figure.Score4 or Figure.Score5 =>
            Resolutions(word => word.Score is { } score && FigureUnits.Scores[score - 1] == figure),
        Figure.EnteredByStaff => Resolutions(word => word.EnteredBy is not null),
        Figure.EnteredByServer => Resolutions(word => word.EnteredBy is { } author && author == word.ResolvedBy),
        Figure.ClosedWithoutWord => Closings(closing => closing is TicketClosed),
        Figure.Withdrawn => Closings(closing => closing is TicketCancelled { Reason: CycleEndReason.Withdrawn }),
        Figure.ClosedByStaff => Closings(closing => closing is TicketCancelled { Reason: not CycleEndReason.Withdrawn }),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "The figure does not count resolutions."),
    };

    private int Count(Figure figure) => List(figure).Count();

    private IEnumerable<TicketMoment> Resolutions(Func<ResolutionWord, bool> isCounted) =>
        _outcomes.Where(isCounted).Select(word => word.Moment);

    private IEnumerable<TicketMoment> Closings(Func<TicketEvent, bool> isCounted) =>
        _closings.Where(closing => isCounted(closing.Event)).Select(closing => closing.Moment);

    /// <summary>Takes the next event. Those of one ticket follow each other, in their order.</summary>
    public void Add(long ticket, TicketEvent happened)
    {
        if (ticket != _ticket) (_ticket, _current) = (ticket, null);
        var isInPeriod = happened.At >= from && happened.At < to;
        switch (happened)
        {
            case TicketResolved resolved:
                _current = new(new(ticket, resolved.At), resolved.By);
                if (isInPeriod) _outcomes.Add(_current);
                break;
            case TicketClosed or TicketCancelled when isInPeriod && (happened is TicketCancelled || _current?.IsWithoutWord == true):
                _closings.Add((new(ticket, happened.At), happened));
                break;
            default:
                _current?.Hear(happened);
                break;
        }
    }

    /// <summary>The resident's and the staff's word on one resolution.</summary>
    private sealed class ResolutionWord(TicketMoment moment, Author resolvedBy)
    {
        public TicketMoment Moment => moment;

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
