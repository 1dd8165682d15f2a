using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Something we say, with rows of buttons under it; the first button leads forward.</summary>
public sealed record Say(Language Language, string Text, IReadOnlyList<IReadOnlyList<ChatButton>> Buttons)
{
    public OutgoingMessage To(ChatAddress chat) => new() { To = chat, Text = Text, Language = Language, Buttons = Buttons };
}
