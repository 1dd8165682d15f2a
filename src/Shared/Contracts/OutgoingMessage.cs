namespace EcomCenter.Contracts;

/// <summary>A button under a message. A press returns <paramref name="Code"/> (at most 64 bytes).</summary>
public sealed record ChatButton(string Code, string Label);

/// <summary>A message to a chat. The text may have any length; the channel splits it at its own limit.</summary>
public sealed record OutgoingMessage
{
    public required ChatAddress To { get; init; }

    public required string Text { get; init; }

    public required Language Language { get; init; }

    /// <summary>Rows of buttons. The first button leads forward.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Buttons { get; init; } = [];

    /// <summary>A note after the buttons, so that it does not separate a question from its choices; empty for none.</summary>
    public string Footnote { get; init; } = "";

    /// <summary>
    /// True for receipts and similar messages. On a channel with few replies left these are still sent, while others are left out,
    /// so that staff can still answer.
    /// </summary>
    public bool IsEssential { get; init; }

    /// <summary>Names of voice clips to send joined instead of the text; empty for a text message.</summary>
    public IReadOnlyList<string> Clips { get; init; } = [];

    /// <summary>A file to send instead of the text.</summary>
    public OutgoingFile? File { get; init; }
}
