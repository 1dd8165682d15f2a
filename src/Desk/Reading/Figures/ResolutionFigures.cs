using EcomCenter.Contracts;

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
    public IReadOnlyList<int> Scores { get; init; } = new int[RatingScore.Max + 1];

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

    /// <summary>The satisfied ratings of all that residents gave.</summary>
    public Portion SatisfiedOfRated => new(Scores.Skip(RatingScore.MaxUnsatisfied + 1).Sum(), Scores.Sum());
}
