using System.Net;
using EcomCenter.Desk.Board.Live;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Storage;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Board;

public class LiveBoard
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_matter_shows_on_every_open_board_in_its_readers_language()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var chinese = await (await BoardLine.StaffAsync(desk, StaffRole.Supervisor, language: "zh-Hans")).WatchAsync();
        await using var uyghur = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk, language: "ug")).WatchAsync();
        await using var key = await (await BoardLine.KeyAsync(desk)).WatchAsync();
        var number = (await desk.OpenAsync("核桃")).ToString();
        foreach (var line in (BoardLine[])[chinese, uyghur, key]) await BoardLine.UntilAsync(() => line.Held().ContainsKey(number), "the card is there");
        Assert.Contains("还剩 47 小时", chinese.Rows[number]);
        Assert.Contains("47 سائەت قالدى", uyghur.Rows[number]);
        Assert.Empty(key.Rows);
    }

    [Fact]
    public async Task A_row_holds_nothing_of_one_viewer()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardLine.StaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        var number = (await desk.OpenAsync("核桃")).ToString();
        await BoardLine.UntilAsync(() => line.Rows.ContainsKey(number), "the row is there");
        Assert.DoesNotContain("__RequestVerificationToken", line.Rows[number]);
        Assert.DoesNotContain("1380000", line.Rows[number]);
        Assert.Contains("form=\"take\"", line.Rows[number]);
    }

    [Fact]
    public async Task Message_pack_says_the_same_as_json()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, $"/hubs/board?access_token={await desk.KeyAsync(KeyScope.Staff)}"))
            .AddMessagePackProtocol().Build();
        var heard = new TaskCompletionSource<CardChanged>();
        line.On<CardChanged>("CardChanged", heard.SetResult);
        await line.StartAsync(Now);
        var watched = await line.InvokeAsync<Dictionary<string, object?>>("Watch", (long?)null, Now);
        Assert.Equal(["cards", "changes", "sequence"], watched.Keys.Order());
        var number = await desk.OpenAsync("核桃");
        var card = await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Now);
        Assert.Equal((number.ToString(), "new", "counter", "open"), (card.Number, card.Status, card.Channel, card.CycleState));
    }

    [Fact]
    public async Task Who_signs_out_leaves_no_open_line_behind()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await using var other = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk, user: "memet")).WatchAsync();
        desk.Services.GetRequiredService<SignedOut>().Say("aygul");
        await line.Closed.Task.WaitAsync(TimeSpan.FromSeconds(5), Now);
        Assert.False(other.Closed.Task.IsCompleted);
    }

    [Fact]
    public async Task Its_heart_beats()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardLine.KeyAsync(desk)).WatchAsync();
        await BoardLine.UntilAsync(() => line.Said.Any(s => s.What == "Pulse"), "a pulse comes");
        Assert.True(line.Said.First(s => s.What == "Pulse").Said.TryGetProperty("lastSweepAt", out _));
    }

    [Fact]
    public async Task A_deactivated_colleague_loses_the_line_within_seconds_and_a_revoked_key_too()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var staff = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk)).WatchAsync();
        await using var key = await (await BoardLine.KeyAsync(desk)).WatchAsync();
        await using var db = desk.Db();
        await db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.Active, false), Now);
        await db.ApiKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, DateTimeOffset.UnixEpoch), Now);
        await Task.WhenAll(staff.Closed.Task, key.Closed.Task).WaitAsync(TimeSpan.FromSeconds(5), Now);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(KeyScope.Read, HttpStatusCode.Forbidden)]
    [InlineData(KeyScope.Intake, HttpStatusCode.Forbidden)]
    public async Task Nobody_else_gets_on_the_line(KeyScope? scope, HttpStatusCode refused)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var token = scope is { } s ? $"&access_token={await desk.KeyAsync(s)}" : "";
        using var answer = await desk.Anybody().PostAsync(new Uri($"/hubs/board/negotiate?negotiateVersion=1{token}", UriKind.Relative), null, Now);
        Assert.Equal(refused, answer.StatusCode);
    }

    [Fact]
    public async Task Colleagues_see_who_looks_and_who_writes()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = (await desk.OpenAsync("核桃", "brand")).ToString();
        await using var watcher = await (await BoardLine.StaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var stranger = await (await BoardLine.StaffAsync(desk, StaffRole.Agent, "logistics")).WatchAsync();
        var writer = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await writer.SayAsync("Viewing", number);
        await writer.SayAsync("Typing", number);
        await stranger.SayAsync("Viewing", number);
        await BoardLine.UntilAsync(() => Said(watcher).LastOrDefault() == $$"""{"number":"{{number}}","people":[{"user":"aygul","name":"Somebody","typing":true}]}""", "she is seen writing");
        await writer.DisposeAsync();
        await BoardLine.UntilAsync(() => Said(watcher).LastOrDefault() == $$"""{"number":"{{number}}","people":[]}""", "she is gone");
        Assert.Empty(Said(stranger));
    }

    [Fact]
    public async Task A_miss_is_told_to_supervisors_and_to_whose_turn_it_is()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, settings: ("Promise:Response", "00:00:01"));
        await using var supervisor = await (await BoardLine.StaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var assignee = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await using var other = await (await BoardLine.StaffAsync(desk, StaffRole.Clerk)).WatchAsync();
        var number = await desk.OpenAsync("核桃");
        await desk.TakeAsync(number, "aygul");
        await Task.Delay(1100, Now);
        await desk.Writer.WriteAsync(async unit => (await unit.Db.WholeTicketAsync(number, Now))?.Notice(unit.Moment((_, start) => start)), Now);
        foreach (var told in (BoardLine[])[supervisor, assignee])
            await BoardLine.UntilAsync(() => told.Said.Any(s => s.What == "Alert" && s.Said.GetProperty("number").GetString() == number.ToString()), "the alert comes");
        Assert.DoesNotContain(other.Said, s => s.What == "Alert");
        Assert.Contains("row red", supervisor.Rows[number.ToString()]);
    }

    private static IEnumerable<string> Said(BoardLine line) => line.Said.Where(s => s.What == "Presence").Select(s => s.Said.GetRawText());
}
