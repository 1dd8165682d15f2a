namespace EcomCenter.Desk.Board;

/// <summary>The board as one viewer sees it at one sequence.</summary>
public sealed record BoardView
{
    public required BoardFilter Filter { get; init; }

    public required long Sequence { get; init; }

    public required BoardCounts Counts { get; init; }

    /// <summary>The viewer's own turn, where it comes before the rest.</summary>
    public required IReadOnlyList<Card> Own { get; init; }

    public required IReadOnlyList<Card> Rest { get; init; }

    public required bool More { get; init; }

    /// <summary>Everybody but a supervisor has their own turn first.</summary>
    public required bool OwnFirst { get; init; }

    public required string User { get; init; }

    public bool IsEmpty => Own.Count + Rest.Count == 0;
}

public sealed record BoardCounts(int All, int Mine, int Unassigned, int Missed, int Today, int Waiting, int CallBack, int? NotSatisfied = null)
{
    public static BoardCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public int Of(BoardList list) => list switch
    {
        BoardList.Mine => Mine,
        BoardList.Unassigned => Unassigned,
        BoardList.Missed => Missed,
        BoardList.Today => Today,
        BoardList.Waiting => Waiting,
        BoardList.CallBack => CallBack,
        BoardList.NotSatisfied => NotSatisfied ?? 0,
        _ => All,
    };
}
