namespace EcomCenter.Contracts;

/// <summary>A button under a message. <paramref name="Code"/> comes back when it is pressed (at most 64 bytes).</summary>
public sealed record ChatButton(string Code, string Label);

/// <summary>Something we say in a chat. Texts of any length; the channel splits them at its own limit.</summary>
public sealed record OutgoingMessage
{
    public required ChatAddress To { get; init; }

    public required string Text { get; init; }

    public required Language Language { get; init; }

    /// <summary>Rows of buttons; the first leads forward.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Buttons { get; init; } = [];

    /// <summary>An aside, said after what can be chosen, so that it does not stand between a question and its answers; empty when there is none.</summary>
    public string Aside { get; init; } = "";

    /// <summary>
    /// A receipt and its like: told even where a channel lets us say little more. What is not owed may be left out there, so that staff can still answer.
    /// </summary>
    public bool Owed { get; init; }

    /// <summary>Names of recorded clips to be played one after the other instead of a text; empty for words.</summary>
    public IReadOnlyList<string> Clips { get; init; } = [];

    /// <summary>A file to be shown instead of a text.</summary>
    public OutgoingFile? File { get; init; }
}
