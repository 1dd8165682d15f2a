using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>非常满意 5 … 非常不满意 1, once for each closing.</summary>
public sealed class Rating
{
    /// <summary>This score and the one below ask for a supervisor.</summary>
    public const int NotSatisfied = 2;

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    /// <summary>Which closing it rates.</summary>
    public required DateTimeOffset ResolvedAt { get; init; }

    public required int Score { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Staff who entered it on the resident's behalf are shown beside it.</summary>
    public required By By { get; init; }

    public string? Comment { get; set; }

    /// <summary>Of the comment, for the record's hash of it.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>The score stays.</summary>
    internal void Erase() => (Comment, Salt) = (null, null);

    public WordsHash? Hash() => Comment is null || Salt is null ? null : WordsHash.Of(Salt, Comment);
}
