using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>A message of the bot with rows of buttons; the first button leads forward.</summary>
public sealed record Say(Language Language, string Text, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    /// <summary>Voice clips to send instead of the text.</summary>
    public IReadOnlyList<string> Clips { get; init; } = [];

    /// <inheritdoc cref="OutgoingMessage.Owed"/>
    public bool Owed { get; init; }

    /// <summary>
    /// Converts to the message that is sent. On a channel without buttons the language row is left out, because the channel's own
    /// menu offers the languages and every row makes the numbered list longer.
    /// </summary>
    public OutgoingMessage To(ChatAddress chat, bool hasButtons) => new()
    {
        To = chat, Text = Text, Language = Language, Clips = Clips, Owed = Owed,
        Buttons = hasButtons || Buttons.Count <= 1 ? Buttons : [.. Buttons.Where(row => !IsLanguages(row))],
    };

    private static bool IsLanguages(IReadOnlyList<ChatButton> row) =>
        row.All(button => Codes.ReadLanguage(button.Code) is not null);
}
