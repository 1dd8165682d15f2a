using System.Diagnostics;
using System.Text;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.FakeBotApi;
using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace EcomCenter.Bots.Tests.Channels;

public class TelegramChannelTests
{
    /// <summary>Longer than a busy machine needs for anything.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_arrives_with_its_buttons()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var delivery = await SendAsync(telegram, SampleMessage.Create("سالام", new ChatButton("new", "يېڭى ئىش")));
        var sent = Assert.Single(telegram.Sent);
        Assert.Equal(sent.Id.ToString(), Assert.IsType<SendResult.SendAccepted>(delivery).ExternalId);
        Assert.Equal(("سالام", new SentButton("يېڭى ئىش", "new")), (sent.Text, Assert.Single(sent.Buttons)));
    }

    [Fact]
    public async Task A_rate_limit_waits_as_long_as_the_server_says()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.FailNext(429, 17, "sendMessage");
        Assert.Equal(TimeSpan.FromSeconds(17),
            Assert.IsType<SendResult.SendLater>(await SendAsync(telegram, SampleMessage.Create("hello"))).RetryAfter);
    }

    [Fact]
    public async Task A_resident_who_blocked_the_bot_is_unreachable()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.Block(42);
        Assert.IsType<SendResult.ResidentUnreachable>(await SendAsync(telegram, SampleMessage.Create("hello")));
    }

    [Theory]
    [InlineData("Bad Request: chat not found", true)]
    [InlineData("Bad Request: can't parse entities", false)]
    public async Task A_rejected_message_and_an_unreachable_resident_are_told_apart(string description, bool unreachable)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.FailNext(400, method: "sendMessage", description: description);
        Assert.IsType(unreachable ? typeof(SendResult.ResidentUnreachable) : typeof(SendResult.SendRefused),
            await SendAsync(telegram, SampleMessage.Create("hello")));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(401)]
    public async Task A_server_error_is_retried_later(int status)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.FailNext(status, method: "sendMessage");
        Assert.IsType<SendResult.SendLater>(await SendAsync(telegram, SampleMessage.Create("hello")));
    }

    [Fact]
    public async Task A_truncated_answer_a_silent_server_and_no_server_are_retried_later()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.FailNext(200, method: "sendMessage", halfBody: true);
        Assert.IsType<SendResult.SendLater>(await SendAsync(telegram, SampleMessage.Create("hello"), callTimeout: Patience));
        telegram.FailNext(502, method: "sendMessage", delay: Patience);
        Assert.Equal("timeOut", Assert.IsType<SendResult.SendLater>(await SendAsync(telegram, SampleMessage.Create("hello"))).Reason);
        var unreachable = await SendAsync(telegram, SampleMessage.Create("hello"), baseUrl: "http://127.0.0.1:9", callTimeout: Patience);
        Assert.Equal("noLine", Assert.IsType<SendResult.SendLater>(unreachable).Reason);
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_a_time_out_also_where_the_client_tells_of_a_broken_connection()
    {
        var options = Options.Create(new TelegramOptions { Token = "123456789:test", BaseUrl = "http://127.0.0.1:9" });
        var api = new TelegramApi(options, new BreakingClients(), new TelegramTiming { CallTimeout = TimeSpan.FromMilliseconds(1) });
        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => api.CallAsync((client, token) => client.GetMe(token), TestContext.Current.CancellationToken));
        Assert.Equal("timeOut", TelegramErrors.GetCode(error));
    }

    /// <summary>Clients whose connection breaks when a call is given up.</summary>
    private sealed class BreakingClients : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new HttpRequestException("The connection was closed.");
        }
    }

    [Fact]
    public async Task A_long_text_arrives_in_pieces_that_break_no_character()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var text = "x" + string.Concat(Enumerable.Repeat("🍎", 5000));
        Assert.IsType<SendResult.SendAccepted>(await SendAsync(telegram, SampleMessage.Create(text, new ChatButton("new", "New"))));
        Assert.Equal(text, string.Concat(telegram.Sent.Select(sent => sent.Text)));
        Assert.All(telegram.Sent.SkipLast(1), sent => Assert.Empty(sent.Buttons));
        Assert.Single(telegram.Sent[^1].Buttons);
    }

    [Fact]
    public async Task An_invalid_character_does_not_stop_an_answer()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        Assert.IsType<SendResult.SendAccepted>(await SendAsync(telegram, SampleMessage.Create("a\ud83cb")));
    }

    [Fact]
    public async Task A_recorded_receipt_is_sent_as_a_voice_message()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        Assert.IsType<SendResult.SendAccepted>(await SendClipsAsync(telegram));
        Assert.Equal("receivednumber-1", Encoding.ASCII.GetString(Assert.Single(telegram.Sent).Voice!));
    }

    [Theory]
    [InlineData(400, null, typeof(SendResult.SendRefused))]
    [InlineData(413, null, typeof(SendResult.SendRefused))]
    [InlineData(502, null, typeof(SendResult.SendRefused))]
    [InlineData(429, 3, typeof(SendResult.SendLater))]
    [InlineData(403, null, typeof(SendResult.ResidentUnreachable))]
    public async Task A_recording_that_fails_delays_nothing(int status, int? retryAfter, Type outcome)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.FailNext(status, retryAfter, "sendVoice");
        Assert.IsType(outcome, await SendClipsAsync(telegram));
    }

    [Fact]
    public async Task A_missing_recording_is_not_sent() =>
        Assert.IsType<SendResult.SendRefused>(await SendAsync(await FakeTelegram.StartAsync(),
            SampleMessage.Create("") with { Clips = ["received"] }));

    [Fact]
    public async Task Messages_stay_within_the_rate_limit_and_one_chat_does_not_delay_another()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var program = await TelegramBotHost.StartAsync(telegram, new InMemoryDesk(), sendsPerSecond: 1000);
        // The limit of this chat is a burst of five, then four a second.
        var since = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 9)
            .Select(_ => program.Channel.SendAsync(SampleMessage.Create("hello"), TestContext.Current.CancellationToken)));
        Assert.True(since.Elapsed.TotalSeconds > 0.8);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var queue = Task.WhenAll(Enumerable.Range(0, 400)
            .Select(_ => program.Channel.SendAsync(SampleMessage.Create("hello"), enough.Token)));
        var other = SampleMessage.Create("hello") with { To = new(ContactChannel.Telegram, "123456789", "43") };
        Assert.IsType<SendResult.SendAccepted>(await program.Channel.SendAsync(other, TestContext.Current.CancellationToken));
        Assert.False(queue.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue);
    }

    private static async Task<SendResult> SendClipsAsync(FakeTelegram telegram)
    {
        var folder = Directory.CreateTempSubdirectory();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "ug"));
        foreach (var name in new[] { "received", "number-1" })
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ug", name + ".mp3"), name, TestContext.Current.CancellationToken);
        await using var program = await TelegramBotHost.StartAsync(telegram, new InMemoryDesk(), clips: folder.FullName);
        var delivery = await program.Channel.SendAsync(
            SampleMessage.Create("") with { Clips = ["received", "number-1"] }, TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        return delivery;
    }

    private static async Task<SendResult> SendAsync(
        FakeTelegram telegram, OutgoingMessage message, string? baseUrl = null, TimeSpan? callTimeout = null)
    {
        await using var program = await TelegramBotHost.StartAsync(
            telegram, new InMemoryDesk(), baseUrl: baseUrl, callTimeout: callTimeout);
        return await program.Channel.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
