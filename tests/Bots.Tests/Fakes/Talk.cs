using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>A talk with the bot, written down as a test reads it: what is said, what comes back.</summary>
internal sealed class Talk(string language = "zh-CN", string chat = "chat-1")
{
    private int _next;

    public DeskInMemory Desk { get; private init; } = new();

    public static Words Words { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), (_, left) => $"[{(int)left.TotalHours} h]", new TalkOptions());

    public Clips Clips { get; init; } = Clips.None;

    public OutgoingMessage Last => Desk.Said[^1];

    public Talk Beside(string otherChat) => new(language, otherChat) { Desk = Desk };

    public Conversations Conversations() =>
        new(new Dialog(Words, Clips), Desk, Desk, Desk, Desk, [new WebChatReader()], NullLogger<Conversations>.Instance);

    public Task<OutgoingMessage> SayAsync(string text) => HearAsync(new() { Id = Next(), Chat = chat, Text = text, Language = language });

    /// <summary>From a page whose language somebody chose.</summary>
    public Task<OutgoingMessage> SayOnPageAsync(string page, string text) =>
        HearAsync(new() { Id = Next(), Chat = chat, Text = text, Language = page, LanguageChosen = true });

    public Task<OutgoingMessage> PressAsync(string code) => HearAsync(new() { Id = Next(), Chat = chat, Button = code, Language = language });

    /// <summary>Presses the button that shows these words under the last message.</summary>
    public Task<OutgoingMessage> PressShownAsync(string label) =>
        PressAsync(Last.Buttons.SelectMany(row => row).Single(button => button.Label == label).Code);

    private async Task<OutgoingMessage> HearAsync(WebChatPost post)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Desk.StoreAsync([post.ToRaw(DeskInMemory.Due.AddDays(-2))], cancellation);
        await Conversations().WorkThroughAsync(await Desk.WaitingAsync(ContactChannel.WebChat, 100, cancellation), cancellation);
        return Desk.Said.Count > 0 ? Last : throw new InvalidOperationException("Nothing was said.");
    }

    private string Next() => $"m{++_next}";
}
