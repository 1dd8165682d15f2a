using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>A message of the bot with rows of buttons; the first button leads forward.</summary>
public sealed record BotMessage(Language Language, string Text, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    /// <summary>Voice clips to send instead of the text.</summary>
    public IReadOnlyList<string> Clips { get; init; } = [];

    /// <summary>
    /// True for a voice beside a state that is told in words. Only a page of the desk itself gets it: in a messenger each voice is one
    /// message more, and some allow few.
    /// </summary>
    public bool IsForOwnPage { get; init; }

    /// <inheritdoc cref="OutgoingMessage.IsEssential"/>
    public bool IsEssential { get; init; }

    /// <summary>
    /// Converts to the message that is sent. The language row is left out where the channel's own menu offers the languages, because
    /// every row makes a numbered list longer.
    /// </summary>
    public OutgoingMessage ToOutgoing(ChatAddress chat) => new()
    {
        To = chat, Text = Text, Language = Language, Clips = Clips, IsEssential = IsEssential,
        Buttons = Buttons.Count > 1 && KnownChannels.GetTraits(chat.Channel).HasLanguageMenu
            ? [.. Buttons.Where(row => !IsLanguageRow(row))] : Buttons,
    };

    private static bool IsLanguageRow(IReadOnlyList<ChatButton> row) =>
        row.All(button => ButtonCodes.ReadLanguage(button.Code) is not null);
}
