using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Bots.Tests.Channels;

public class TelegramFileSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_downloaded_whole_and_its_address_is_never_logged()
    {
        await using var desk = await StartAsync();
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        desk.Telegram.AddFile("photo 1?", bytes);
        var (result, downloaded) = await desk.FetchAsync("photo 1?");
        Assert.IsType<FetchResult.FetchDone>(result);
        Assert.Equal(bytes, downloaded);
        Assert.DoesNotContain(desk.Program.Log.Lines, line => line.Contains("fake_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_too_large_for_the_server_is_reported_as_too_large()
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("video", new byte[(20 * 1024 * 1024) + 1]);
        Assert.IsType<FetchResult.FetchTooLarge>((await desk.FetchAsync("video")).Fetched);
    }

    [Theory]
    [InlineData("getFile", 502)]
    [InlineData("file", 502)]
    [InlineData("file", 404)]
    [InlineData("getFile", 400)]
    public async Task Every_error_is_retried_later(string method, int status)
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("voice", [1, 2, 3]);
        desk.Telegram.FailNext(status, method: method);
        Assert.IsType<FetchResult.FetchLater>((await desk.FetchAsync("voice")).Fetched);
        Assert.Equal([1, 2, 3], (await desk.FetchAsync("voice")).Bytes);
    }

    [Fact]
    public async Task A_truncated_file_is_rejected()
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("voice", [1, 2, 3]);
        desk.Telegram.FailNext(200, method: "file", halfBody: true);
        Assert.IsType<FetchResult.FetchLater>((await desk.FetchAsync("voice")).Fetched);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_times_out()
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("voice", [1, 2, 3]);
        desk.Telegram.FailNext(502, method: "file", delay: TimeSpan.FromSeconds(30));
        Assert.Equal("timeOut", Assert.IsType<FetchResult.FetchLater>((await desk.FetchAsync("voice")).Fetched).Reason);
    }

    [Fact]
    public async Task A_rate_limit_waits_as_long_as_the_server_says()
    {
        await using var desk = await StartAsync();
        desk.Telegram.FailNext(429, 17, "getFile");
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<FetchResult.FetchLater>((await desk.FetchAsync("voice")).Fetched).RetryAfter);
    }

    [Fact]
    public async Task A_file_of_another_bot_is_gone()
    {
        await using var desk = await StartAsync();
        Assert.IsType<FetchResult.FetchGone>(await desk.Program.Files.FetchAsync("99", "voice", Stream.Null, Cancellation));
        Assert.DoesNotContain(desk.Telegram.Calls, call => call.Method == "getFile");
    }

    private static async Task<TestServer> StartAsync()
    {
        var telegram = await FakeTelegram.StartAsync();
        return new(telegram, await TelegramBotHost.StartAsync(telegram, new()));
    }

    private sealed record TestServer(FakeTelegram Telegram, TelegramBotHost Program) : IAsyncDisposable
    {
        public async Task<(FetchResult Fetched, byte[] Bytes)> FetchAsync(string source)
        {
            using var into = new MemoryStream();
            return (await Program.Files.FetchAsync("123456789", source, into, Cancellation), into.ToArray());
        }

        public async ValueTask DisposeAsync()
        {
            await Program.DisposeAsync();
            await Telegram.DisposeAsync();
        }
    }
}
