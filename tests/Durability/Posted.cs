namespace EcomCenter.Durability;

/// <summary>How a client makes sure that a repeat has no second effect, if at all.</summary>
public enum Guard { None, IdempotencyKey, ExternalId }

/// <summary>A ticket that a client tried to post, and what it was answered. Its words are said nowhere else.</summary>
public sealed record Posted(string Text, Guard Guard, string Id)
{
    private volatile string? _number;

    /// <summary>From the first 201 or 200; null while no answer came.</summary>
    public string? Number
    {
        get => _number;
        set => _number = value;
    }

    public bool Answered => Number is not null;
}
