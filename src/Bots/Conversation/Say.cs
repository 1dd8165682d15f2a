using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Something we say, with rows of buttons under it; the first button leads forward.</summary>
public sealed record Say(Language Language, string Text, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    /// <summary>Recorded clips to be played instead of the text.</summary>
    public IReadOnlyList<string> Clips { get; init; } = [];

    /// <summary>A receipt and its like: see <see cref="OutgoingMessage.Owed"/>.</summary>
    public bool Owed { get; init; }

    /// <summary>Where buttons are keys to be typed, the languages stand in the channel's own menu: they would only make the list longer.</summary>
    public OutgoingMessage To(ChatAddress chat, bool hasButtons) => new()
    {
        To = chat, Text = Text, Language = Language, Clips = Clips, Owed = Owed, Buttons = hasButtons || Buttons.Count <= 1 ? Buttons : [.. Buttons.Where(row => !IsLanguages(row))],
    };

    private static bool IsLanguages(IReadOnlyList<ChatButton> row) => row.All(button => Codes.ReadLanguage(button.Code) is not null);
}
