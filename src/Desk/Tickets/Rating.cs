namespace EcomCenter.Desk.Tickets;

/// <summary>A rating by the resident, from 5 (非常满意) to 1 (非常不满意). Each resolution can be rated once.</summary>
public sealed class Rating
{
    public required long Id { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The time of the resolution that is rated.</summary>
    public required DateTimeOffset ResolvedAt { get; set; }

    public required int Score { get; set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The resident, or the member of staff who entered the rating on the resident's behalf.</summary>
    public required Author Author { get; init; }

    public string? Comment { get; set; }

    /// <summary>The salt for the hash of the comment in the events.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>Gives the score that the resident meant.</summary>
    internal void Correct(int score) => Score = score;

    /// <summary>Keeps the rating with its resolution, whose time was corrected.</summary>
    internal void MoveTo(DateTimeOffset resolvedAt) => ResolvedAt = resolvedAt;

    /// <summary>Erases the comment. The score stays for statistics.</summary>
    internal void EraseComment() => (Comment, Salt) = (null, null);

    public TextHash? ComputeHash() => Comment is null || Salt is null ? null : TextHash.Compute(Salt, Comment);
}
