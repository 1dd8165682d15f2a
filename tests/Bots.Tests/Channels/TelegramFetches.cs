using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Bots.Tests.Channels;

public class TelegramFetches
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_whole_and_its_address_is_never_told()
    {
        await using var desk = await StartAsync();
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        desk.Telegram.AddFile("photo 1?", bytes);
        var (fetched, got) = await desk.FetchAsync("photo 1?");
        Assert.IsType<Fetched.Got>(fetched);
        Assert.Equal(bytes, got);
        Assert.DoesNotContain(desk.Program.Log.Lines, line => line.Contains("fake_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_too_large_for_the_server_is_said_to_be_too_large()
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("film", new byte[(20 * 1024 * 1024) + 1]);
        Assert.IsType<Fetched.TooLarge>((await desk.FetchAsync("film")).Fetched);
    }

    [Theory]
    [InlineData("getFile", 502)]
    [InlineData("file", 502)]
    [InlineData("file", 404)]
    [InlineData("getFile", 400)]
    public async Task Trouble_of_any_kind_is_tried_again(string method, int status)
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("voice", [1, 2, 3]);
        desk.Telegram.FailNext(status, method: method);
        Assert.IsType<Fetched.Later>((await desk.FetchAsync("voice")).Fetched);
        Assert.Equal([1, 2, 3], (await desk.FetchAsync("voice")).Bytes);
    }

    [Fact]
    public async Task Half_a_file_is_no_file()
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("voice", [1, 2, 3]);
        desk.Telegram.FailNext(200, method: "file", halfBody: true);
        Assert.IsType<Fetched.Later>((await desk.FetchAsync("voice")).Fetched);
    }

    [Fact]
    public async Task A_server_that_never_ends_is_given_up()
    {
        await using var desk = await StartAsync();
        desk.Telegram.AddFile("voice", [1, 2, 3]);
        desk.Telegram.FailNext(502, method: "file", delay: TimeSpan.FromSeconds(30));
        Assert.Equal("timeOut", Assert.IsType<Fetched.Later>((await desk.FetchAsync("voice")).Fetched).Reason);
    }

    [Fact]
    public async Task Too_many_requests_wait_as_long_as_the_server_says()
    {
        await using var desk = await StartAsync();
        desk.Telegram.FailNext(429, 17, "getFile");
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<Fetched.Later>((await desk.FetchAsync("voice")).Fetched).After);
    }

    [Fact]
    public async Task A_file_of_another_bot_is_out_of_reach_for_ever()
    {
        await using var desk = await StartAsync();
        Assert.IsType<Fetched.Gone>(await desk.Program.Files.FetchAsync("99", "voice", Stream.Null, Cancellation));
        Assert.DoesNotContain(desk.Telegram.Calls, call => call.Method == "getFile");
    }

    private static async Task<Desk> StartAsync()
    {
        var telegram = await FakeTelegram.StartAsync();
        return new(telegram, await TelegramProgram.StartAsync(telegram, new()));
    }

    private sealed record Desk(FakeTelegram Telegram, TelegramProgram Program) : IAsyncDisposable
    {
        public async Task<(Fetched Fetched, byte[] Bytes)> FetchAsync(string source)
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
