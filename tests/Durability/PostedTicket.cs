namespace EcomCenter.Durability;

/// <summary>The means by which a client keeps a repeated post from opening a second ticket.</summary>
public enum RepeatGuard { None, IdempotencyKey, ExternalId }

/// <summary>A posted ticket and the number it was confirmed with. Its text is unique, so the checks can find it.</summary>
public sealed record PostedTicket(string Text, RepeatGuard Guard, string Id)
{
    private volatile string? _number;

    /// <summary>The ticket number from the first 201 or 200 response; null before that.</summary>
    public string? Number
    {
        get => _number;
        set => _number = value;
    }

    public bool Answered => Number is not null;
}
