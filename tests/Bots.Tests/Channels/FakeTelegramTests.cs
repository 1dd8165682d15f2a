using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Bots.Tests.Channels;

public class FakeTelegramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Updates_are_returned_again_until_a_higher_offset_confirms_them()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var (first, second) = (telegram.SendText(42, "one"), telegram.SendText(42, "two"));
        Assert.Equal([first, second], await GetUpdateIdsAsync(telegram, 0));
        Assert.Equal([first, second], await GetUpdateIdsAsync(telegram, first));
        Assert.Equal([second], await GetUpdateIdsAsync(telegram, first + 1));
        Assert.Equal([second], await GetUpdateIdsAsync(telegram, 0));
        Assert.Equal([second], await GetUpdateIdsAsync(telegram, -1));
        Assert.Empty(await GetUpdateIdsAsync(telegram, second + 1));
    }

    [Fact]
    public async Task A_long_poll_is_held_until_an_update_comes()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var poll = GetUpdateIdsAsync(telegram, 0, timeout: 20);
        await telegram.WaitUntilAsync(() => telegram.HasPolled, "the poll");
        Assert.False(poll.IsCompleted);
        Assert.Equal([telegram.SendText(42, "one")], await poll);
    }

    [Fact]
    public async Task The_second_poll_wins_and_the_first_gets_a_conflict()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var first = PollAsync(telegram, 0, timeout: 20);
        await telegram.WaitUntilAsync(() => telegram.HasPolled, "the first poll");
        var second = GetUpdateIdsAsync(telegram, 0, timeout: 20);
        Assert.Equal(HttpStatusCode.Conflict, (await first).StatusCode);
        telegram.SendText(42, "one");
        Assert.Single(await second);
    }

    [Fact]
    public async Task A_webhook_and_polling_exclude_each_other()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        using var http = new HttpClient();
        await http.PostAsJsonAsync($"{telegram.BaseUrl}/bot{telegram.Token}/setWebhook", new { url = "https://example.org/hook" },
            Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, (await PollAsync(telegram, 0)).StatusCode);
    }

    private static async Task<IEnumerable<int>> GetUpdateIdsAsync(FakeTelegram telegram, int offset, int timeout = 0)
    {
        var answer = await (await PollAsync(telegram, offset, timeout)).Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        return answer!["result"]!.AsArray().Select(update => update!["update_id"]!.GetValue<int>());
    }

    private static async Task<HttpResponseMessage> PollAsync(FakeTelegram telegram, int offset, int timeout = 0)
    {
        using var http = new HttpClient();
        return await http.PostAsJsonAsync($"{telegram.BaseUrl}/bot{telegram.Token}/getUpdates", new { offset, timeout }, Cancellation);
    }
}
