namespace EcomCenter.Contracts;

/// <summary>The result of urging an answer, for the reply in the chat.</summary>
/// <param name="DueAt">The due time of the unanswered response cycle.</param>
/// <param name="IsLate">True if a miss of it is recorded.</param>
/// <param name="HandledBy">The name of the department that handles the ticket, in its language; null if none does yet.</param>
public sealed record UrgeReceipt(DateTimeOffset DueAt, bool IsLate, string? HandledBy)
{
    /// <summary>True if the same was recorded a moment before, and not once more.</summary>
    public bool IsRepeat { get; init; }
}
