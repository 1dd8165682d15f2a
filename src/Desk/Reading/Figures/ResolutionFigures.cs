using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>
/// The resolutions of a period by what the resident said of them. Solved and satisfied come from residents only; a rating that staff
/// entered is counted apart, and so is each closing without the resident's word.
/// </summary>
public sealed record ResolutionFigures
{
    public int Resolved { get; init; }

    /// <summary>Rated by the resident, or called solved in a follow-up call, and not reopened.</summary>
    public int Solved { get; init; }

    /// <summary>Reopened by the resident, or called not solved in a follow-up call.</summary>
    public int NotSolved { get; init; }

    /// <summary>Nothing was heard from the resident: not asked yet, or not answered.</summary>
    public int WithoutWord { get; init; }

    /// <summary>Ratings by residents, by score from 1 to 5; index 0 is unused.</summary>
    public IReadOnlyList<int> Scores { get; init; } = new int[6];

    /// <summary>Ratings that staff entered on the resident's behalf.</summary>
    public int EnteredByStaff { get; init; }

    /// <summary>Those of <see cref="EnteredByStaff"/> that were entered by the one who resolved the ticket.</summary>
    public int EnteredByServer { get; init; }

    /// <summary>Tickets closed after a resolution without a word of the resident, by time or by a supervisor.</summary>
    public int ClosedWithoutWord { get; init; }

    /// <summary>Tickets closed because the resident withdrew them.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Tickets closed by staff for another reason: a double, spam, or cancelled.</summary>
    public int ClosedByStaff { get; init; }

    /// <summary>The solved of those of which the resident said something.</summary>
    public Portion SolvedOfAnswered => new(Solved, Solved + NotSolved);

    /// <summary>The ratings of 3 or better of all that residents gave.</summary>
    public Portion SatisfiedOfRated => new(Scores.Skip(3).Sum(), Scores.Sum());

    /// <summary>Folds the events of tickets, in order of each ticket's own events.</summary>
    /// <param name="to">The end of the period. What was said of a resolution later still counts for it.</param>
    public static ResolutionFigures From(IEnumerable<(long Ticket, TicketEvent Event)> events, DateTimeOffset from, DateTimeOffset to)
    {
        var (outcomes, closings) = (new List<ResolutionWord>(), new List<TicketEvent>());
        foreach (var ticket in events.GroupBy(e => e.Ticket))
        {
            ResolutionWord? current = null;
            foreach (var (_, happened) in ticket)
            {
                var isInPeriod = happened.At >= from && happened.At < to;
                if (happened is TicketResolved resolved)
                {
                    current = new(resolved.By);
                    if (isInPeriod) outcomes.Add(current);
                }
                else if (happened is TicketClosed or TicketCancelled && isInPeriod
                    && (happened is TicketCancelled || current?.IsWithoutWord == true)) closings.Add(happened);
                else current?.Hear(happened);
            }
        }

        return Count(outcomes, closings);
    }

    private static ResolutionFigures Count(List<ResolutionWord> outcomes, List<TicketEvent> closings)
    {
        var scores = new int[6];
        foreach (var outcome in outcomes)
            if (outcome.Score is { } score) scores[score]++;
        return new()
        {
            Resolved = outcomes.Count, Solved = outcomes.Count(o => o.IsSolved),
            NotSolved = outcomes.Count(o => o.IsReopened), WithoutWord = outcomes.Count(o => o.IsWithoutWord), Scores = scores,
            EnteredByStaff = outcomes.Count(o => o.EnteredBy is not null),
            EnteredByServer = outcomes.Count(o => o.EnteredBy is { } author && author == o.ResolvedBy),
            ClosedWithoutWord = closings.Count(c => c is TicketClosed),
            Withdrawn = closings.Count(c => c is TicketCancelled { Reason: CycleEndReason.Withdrawn }),
            ClosedByStaff = closings.Count(c => c is TicketCancelled { Reason: not CycleEndReason.Withdrawn }),
        };
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
