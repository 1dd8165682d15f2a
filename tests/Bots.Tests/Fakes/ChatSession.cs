using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>A resident's chat with the bot: sends inputs and returns the replies.</summary>
internal sealed class ChatSession(string language = "zh-CN", string chat = "chat-1")
{
    private int _next;

    public InMemoryDesk Desk { get; private init; } = new();

    public static BotTexts Texts { get; } =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), (_, left) => $"[{(int)left.TotalHours} h]", new ConversationOptions());

    public VoiceClips Clips { get; init; } = VoiceClips.None;

    public OutgoingMessage Last => Desk.SentMessages[^1];

    public ChatSession InOtherChat(string otherChat) => new(language, otherChat) { Desk = Desk };

    public Task<OutgoingMessage> SendTextAsync(string text) =>
        SendAsync(new() { Id = NextId(), Chat = chat, Text = text, Language = language });

    /// <summary>Sends a text from a chat page whose language the resident chose.</summary>
    public Task<OutgoingMessage> SendTextOnPageAsync(string pageLanguage, string text) =>
        SendAsync(new() { Id = NextId(), Chat = chat, Text = text, Language = pageLanguage, LanguageChosen = true });

    public Task<OutgoingMessage> PressAsync(string code) =>
        SendAsync(new() { Id = NextId(), Chat = chat, Button = code, Language = language });

    /// <summary>Presses the button with this label under the last message.</summary>
    public Task<OutgoingMessage> PressLabelAsync(string label) =>
        PressAsync(Last.Buttons.SelectMany(row => row).Single(button => button.Label == label).Code);

    private async Task<OutgoingMessage> SendAsync(WebChatPost post)
    {
        await Desk.StoreAsync([post.ToRawUpdate(InMemoryDesk.Due.AddDays(-2))], TestContext.Current.CancellationToken);
        using var conversations = new InMemoryConversations(Desk, new Dialog(Texts, Clips), [new WebChatUpdateReader()]);
        conversations.ProcessAll();
        return Desk.SentMessages.Count > 0 ? Last : throw new InvalidOperationException("The bot sent no message.");
    }

    private string NextId() => $"m{++_next}";
}
