using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>A resident's chat with the bot: sends inputs and returns the replies.</summary>
internal sealed class Talk(string language = "zh-CN", string chat = "chat-1")
{
    private int _next;

    public DeskInMemory Desk { get; private init; } = new();

    public static Words Words { get; } =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), (_, left) => $"[{(int)left.TotalHours} h]", new TalkOptions());

    public Clips Clips { get; init; } = Clips.None;

    public OutgoingMessage Last => Desk.Said[^1];

    public Talk Beside(string otherChat) => new(language, otherChat) { Desk = Desk };

    public Conversations Conversations() =>
        new(new Dialog(Words, Clips), Desk, Desk, Desk, Desk, [new WebChatReader()], NullLogger<Conversations>.Instance);

    public Task<OutgoingMessage> SayAsync(string text) =>
        HearAsync(new() { Id = Next(), Chat = chat, Text = text, Language = language });

    /// <summary>Sends a text from a chat page whose language the resident chose.</summary>
    public Task<OutgoingMessage> SayOnPageAsync(string page, string text) =>
        HearAsync(new() { Id = Next(), Chat = chat, Text = text, Language = page, LanguageChosen = true });

    public Task<OutgoingMessage> PressAsync(string code) =>
        HearAsync(new() { Id = Next(), Chat = chat, Button = code, Language = language });

    /// <summary>Presses the button with this label under the last message.</summary>
    public Task<OutgoingMessage> PressShownAsync(string label) =>
        PressAsync(Last.Buttons.SelectMany(row => row).Single(button => button.Label == label).Code);

    private async Task<OutgoingMessage> HearAsync(WebChatPost post)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Desk.StoreAsync([post.ToRaw(DeskInMemory.Due.AddDays(-2))], cancellation);
        var updates = await Desk.WaitingAsync(ContactChannel.WebChat, 100, cancellation);
        await Conversations().WorkThroughAsync(updates, cancellation);
        return Desk.Said.Count > 0 ? Last : throw new InvalidOperationException("The bot sent no message.");
    }

    private string Next() => $"m{++_next}";
}
