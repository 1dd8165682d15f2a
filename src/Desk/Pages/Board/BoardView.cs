namespace EcomCenter.Desk.Pages.Board;

/// <summary>The board as one viewer sees it at one event sequence.</summary>
public sealed record BoardView
{
    public required BoardFilter Filter { get; init; }

    public required long Sequence { get; init; }

    public required BoardCounts Counts { get; init; }

    /// <summary>Tickets that wait for the viewer. Empty unless they are listed before the rest.</summary>
    public required IReadOnlyList<BoardCard> OwnCards { get; init; }

    public required IReadOnlyList<BoardCard> OtherCards { get; init; }

    public required bool HasMore { get; init; }

    /// <summary>True when the viewer's own tickets are listed first: on the plain board of everyone but supervisors.</summary>
    public required bool ShowsOwnFirst { get; init; }

    public required string User { get; init; }

    /// <summary>The number of newest messages that the search looked at, if older ones have the same words; else null.</summary>
    public int? SearchLimit { get; init; }

    public bool IsEmpty => OwnCards.Count + OtherCards.Count == 0;
}

/// <summary>The number of tickets in each list. <paramref name="NotSatisfied"/> is null for those who may not supervise.</summary>
public sealed record BoardCounts(
    int All, int Mine, int Unassigned, int Missed, int Today, int Waiting, int CallBack, int Departments = 0, int? NotSatisfied = null)
{
    public static BoardCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public int CountOf(BoardList list) => list switch
    {
        BoardList.Mine => Mine,
        BoardList.Unassigned => Unassigned,
        BoardList.Missed => Missed,
        BoardList.Today => Today,
        BoardList.Waiting => Waiting,
        BoardList.Departments => Departments,
        BoardList.CallBack => CallBack,
        BoardList.NotSatisfied => NotSatisfied ?? 0,
        _ => All,
    };
}
