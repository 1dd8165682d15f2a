using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Bots;

public sealed class LeaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task One_of_two_nodes_polls_and_when_it_stops_the_other_takes_over(Provider provider)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var database = await TestDatabase.CreateAsync(provider);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var first = await StartNodeAsync(telegram, database, time);
        telegram.SendText(42, "My parcel is lost");
        await telegram.WaitForMessageAsync(42);
        await using var second = await StartNodeAsync(telegram, database, time);
        telegram.SendText(43, "My parcel is lost too");
        await telegram.WaitForMessageAsync(43);
        var holder = await HolderAsync(second);
        for (var seconds = 0; seconds < 100; seconds++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            // The fake time runs fast. A machine under load needs real time to renew.
            await Task.Delay(await LeaseUntilAsync(second) - time.GetUtcNow() < TimeSpan.FromSeconds(19) ? 300 : 5, Cancellation);
        }

        Assert.Equal(holder, await HolderAsync(second));
        // A second listener would have caused a conflict for the first one.
        Assert.DoesNotContain(telegram.Calls, call => call.Status == 409);

        await first.DisposeAsync();
        telegram.SendText(44, "And mine");
        await telegram.WaitUntilAsync(() => { time.Advance(TimeSpan.FromSeconds(1)); return telegram.Sent.Any(sent => sent.Chat == 44); },
            "the receipt from the other node");
        Assert.NotEqual(holder, await HolderAsync(second));
    }

    [Fact]
    public async Task The_lease_of_a_silent_node_is_taken_over_after_half_a_minute()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await StartWithHolderAsync(telegram, database, time, "elsewhere|4711|1|another-machine|x");
        telegram.SendText(42, "My parcel is lost");
        time.Advance(Leases.Duration - TimeSpan.FromSeconds(6));
        await Task.Delay(300, Cancellation);
        Assert.DoesNotContain(telegram.Calls, call => call.Method == "getUpdates");
        await telegram.WaitUntilAsync(() => { time.Advance(TimeSpan.FromSeconds(1)); return telegram.Sent.Count > 0; }, "the receipt");
    }

    [Fact]
    public async Task The_lease_of_a_killed_program_on_this_machine_is_taken_over_at_once()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var mine = new NodeName().Value.Split('|');
        Assert.False(NodeName.IsProcessGone(string.Join('|', mine)));
        // The process id is in use, but the start time differs: the old process has ended and its id was reused.
        await using var desk = await StartWithHolderAsync(telegram, database, time,
            string.Join('|', mine[0], mine[1], "1", mine[3], mine[4]));
        telegram.SendText(42, "My parcel is lost");
        await telegram.WaitForMessageAsync(42);
    }

    [Fact]
    public void A_running_program_is_recognised_as_running()
    {
        var mine = new NodeName().Value.Split('|');
        var parent = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ')[1];
        var startedAt = File.ReadAllText($"/proc/{parent}/stat").Split(") ")[^1].Split(' ')[19];
        Assert.False(NodeName.IsProcessGone(new NodeName().Value));
        Assert.False(NodeName.IsProcessGone(string.Join('|', mine[0], parent, startedAt, mine[3], "x")));
        Assert.False(NodeName.IsProcessGone(string.Join('|', mine[0], mine[1], "1", "another machine", "x")));
    }

    [Theory, CombinatorialProviders]
    public async Task Two_nodes_never_process_one_inbox_at_once(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var first = await DeskApp.StartAsync(settings: [.. database.Settings, ("Bots:Hosted", "false")]);
        await using var second = await DeskApp.StartAsync(settings: [.. database.Settings, ("Bots:Hosted", "false")]);
        await first.Services.GetRequiredService<IInbox>()
            .StoreAsync([new(ContactChannel.Telegram, "1", "7", "42", "{}", TimeProvider.System.GetUtcNow())], Cancellation);
        var counts = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => WaitingAsync(i % 2 == 0 ? first : second)));
        Assert.Equal(5, counts.Count(items => items == 1));
        Assert.True(counts.Where((_, i) => i % 2 == 0).Distinct().Count() == 1, "Both nodes processed the inbox.");
    }

    private static async Task<int> WaitingAsync(DeskApp desk) =>
        (await desk.Services.GetRequiredService<InboxStore>().LoadDueAsync(ContactChannel.Telegram, 10, Cancellation)).Count;

    private static Task<DeskApp> StartNodeAsync(FakeTelegram telegram, TestDatabase database, TimeProvider time) => DeskApp.StartAsync(
        time: time, settings: [.. database.Settings, ("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl)]);

    /// <summary>Starts a desk on a database in which another node holds the lease.</summary>
    private static async Task<DeskApp> StartWithHolderAsync(
        FakeTelegram telegram, TestDatabase database, FakeTimeProvider time, string holder)
    {
        await using (var before = await DeskApp.StartAsync(time: time, settings: [.. database.Settings, ("Bots:Hosted", "false")]))
            await before.Writer.WriteAsync(unit =>
            {
                unit.Db.Add(new Lease { Name = TelegramListener.Lease, Holder = holder, ExpiresAt = unit.Now + Leases.Duration });
                return Task.CompletedTask;
            }, Cancellation);
        return await StartNodeAsync(telegram, database, time);
    }

    private static async Task<string> HolderAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Leases.Where(l => l.Name == TelegramListener.Lease).Select(l => l.Holder).SingleAsync(Cancellation);
    }

    private static async Task<DateTimeOffset> LeaseUntilAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Leases.Where(l => l.Name == TelegramListener.Lease).Select(l => l.ExpiresAt).SingleAsync(Cancellation);
    }
}
