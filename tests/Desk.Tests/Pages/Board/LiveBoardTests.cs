using System.Net;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.Board.Live;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Board;

public class LiveBoardTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_ticket_appears_on_every_open_board_in_its_readers_language()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var chinese = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor, language: "zh-Hans"))
            .WatchAsync();
        await using var uyghur = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, language: "ug")).WatchAsync();
        await using var key = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        var number = (await desk.OpenTicketAsync("核桃")).ToString();
        foreach (var line in (BoardHubClient[])[chinese, uyghur, key])
            await BoardHubClient.WaitUntilAsync(() => line.CurrentCards().ContainsKey(number), "the card is there");
        Assert.Contains("还剩 47 小时", chinese.Rows[number]);
        Assert.Contains("47 سائەت قالدى", uyghur.Rows[number]);
        Assert.Empty(key.Rows);
    }

    [Fact]
    public async Task A_pushed_row_holds_nothing_specific_to_one_viewer()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        var number = (await desk.OpenTicketAsync("核桃")).ToString();
        await BoardHubClient.WaitUntilAsync(() => line.Rows.ContainsKey(number), "the row is there");
        Assert.DoesNotContain("__RequestVerificationToken", line.Rows[number]);
        Assert.DoesNotContain("1380000", line.Rows[number]);
        Assert.Contains("form=\"take\"", line.Rows[number]);
    }

    [Fact]
    public async Task MessagePack_carries_the_same_content_as_JSON()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var address = new Uri(desk.Address, $"/hubs/board?access_token={await desk.CreateKeyAsync(KeyScope.Staff)}");
        await using var line = new HubConnectionBuilder().WithUrl(address).AddMessagePackProtocol().Build();
        var received = new TaskCompletionSource<CardChanged>();
        line.On<CardChanged>("CardChanged", received.SetResult);
        await line.StartAsync(Now);
        var watched = await line.InvokeAsync<Dictionary<string, object?>>("Watch", (long?)null, Now);
        Assert.Equal(["cards", "changes", "sequence"], watched.Keys.Order());
        var number = await desk.OpenTicketAsync("核桃");
        var card = await received.Task.WaitAsync(TimeSpan.FromSeconds(60), Now);
        Assert.Equal((number.ToString(), "new", "counter", "open"), (card.Number, card.Status, card.Channel, card.CycleState));

        var removed = new TaskCompletionSource<Dictionary<string, object?>>();
        line.On<Dictionary<string, object?>>("CardRemoved", removed.SetResult);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(unit => actions.CancelAsync(unit, new(number, BoardTestTickets.Supervisor), "不用了", Now), Now);
        var removal = await removed.Task.WaitAsync(TimeSpan.FromSeconds(60), Now);
        Assert.Equal((number.ToString(), true), (removal["number"], removal["removed"]));
        var since = await line.InvokeAsync<Dictionary<string, object?>>("Watch", 0L, Now);
        Assert.NotNull(since["changes"] ?? since["cards"]);
    }

    [Fact]
    public async Task Signing_out_closes_the_hub_connection()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await using var other = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "memet")).WatchAsync();
        desk.Services.GetRequiredService<SignOutNotifier>().Notify("aygul");
        await line.Closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Now);
        Assert.False(other.Closed.Task.IsCompleted);
    }

    [Theory]
    [InlineData(HttpTransportType.LongPolling)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.WebSockets)]
    public async Task The_board_is_watched_over_every_transport(HttpTransportType transport)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await desk.OpenTicketAsync("核桃");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(desk.Address, "/hubs/board"), options =>
        {
            options.Transports = transport;
            options.Headers.Add(DeskApp.StaffHeader, "aygul");
        }).Build();
        await hub.StartAsync(Now);
        var watched = await hub.InvokeAsync<JsonObject>("Watch", (long?)null, Now);
        Assert.Single(watched["cards"]!.AsArray());
    }

    [Fact]
    public async Task Pulses_are_sent_regularly()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        await BoardHubClient.WaitUntilAsync(() => line.Notifications.Any(m => m.Name == "Pulse"), "a pulse arrives");
        Assert.True(line.Notifications.First(m => m.Name == "Pulse").Message.TryGetProperty("lastSweepAt", out _));
    }

    [Fact]
    public async Task A_deactivated_account_and_a_revoked_key_lose_their_connections_within_seconds()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var staff = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk)).WatchAsync();
        await using var key = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        await using var db = desk.CreateDb();
        await db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.Active, false), Now);
        await db.ApiKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, DateTimeOffset.UnixEpoch), Now);
        await Task.WhenAll(staff.Closed.Task, key.Closed.Task).WaitAsync(TimeSpan.FromSeconds(60), Now);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(KeyScope.Read, HttpStatusCode.Forbidden)]
    [InlineData(KeyScope.Intake, HttpStatusCode.Forbidden)]
    public async Task Others_cannot_connect_to_the_hub(KeyScope? scope, HttpStatusCode refused)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var token = scope is { } s ? $"&access_token={await desk.CreateKeyAsync(s)}" : "";
        var address = new Uri($"/hubs/board/negotiate?negotiateVersion=1{token}", UriKind.Relative);
        using var answer = await desk.AnonymousClient().PostAsync(address, null, Now);
        Assert.Equal(refused, answer.StatusCode);
    }

    [Fact]
    public async Task Colleagues_see_who_has_a_ticket_open_and_who_is_typing()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = (await desk.OpenTicketAsync("核桃", "brand")).ToString();
        await using var watcher = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var stranger = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Agent, "logistics")).WatchAsync();
        var writer = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await writer.InvokeAsync("Viewing", number);
        await writer.InvokeAsync("Typing", number);
        await stranger.InvokeAsync("Viewing", number);
        var typing = $$"""{"number":"{{number}}","people":[{"user":"aygul","name":"Somebody","typing":true}]}""";
        await BoardHubClient.WaitUntilAsync(() => Presences(watcher).LastOrDefault() == typing, "she is shown as typing");
        await writer.DisposeAsync();
        var nobody = $$"""{"number":"{{number}}","people":[]}""";
        await BoardHubClient.WaitUntilAsync(() => Presences(watcher).LastOrDefault() == nobody, "she is no longer shown");
        Assert.Empty(Presences(stranger));
    }

    [Fact]
    public async Task A_missed_cycle_alerts_supervisors_and_the_assignee()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, settings: ("Promise:Response", "00:00:01"));
        await using var supervisor = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var assignee = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await using var other = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk)).WatchAsync();
        var number = await desk.OpenTicketAsync("核桃");
        await desk.TakeTicketAsync(number, "aygul");
        await Task.Delay(1100, Now);
        await desk.Writer.WriteAsync(
            async unit =>
                (await unit.Db.FindFullTicketAsync(number, Now))?.RecordMissedDeadlines(unit.CreateChangeContext((_, start) => start)),
                Now);
        foreach (var alerted in (BoardHubClient[])[supervisor, assignee])
        {
            await BoardHubClient.WaitUntilAsync(
                () => alerted.Notifications.Any(m => m.Name == "Alert" && m.Message.GetProperty("number").GetString() == number.ToString()),
                "the alert arrives");
        }

        Assert.DoesNotContain(other.Notifications, m => m.Name == "Alert");
        Assert.Contains("row red", supervisor.Rows[number.ToString()]);
    }

    [Fact]
    public async Task An_alert_names_its_level_and_reaches_only_those_whom_the_level_is_for()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, settings: [("Promise:Response", "00:00:02"),
            ("Promise:Rungs:again:AfterDue", "00:00:01"), ("Promise:Rungs:again:To", "assignee")]);
        await using var supervisor = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var assignee = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        var number = await desk.OpenTicketAsync("核桃");
        await desk.TakeTicketAsync(number, "aygul");
        await BoardHubClient.WaitUntilAsync(() => Alerts(assignee).Contains($"again {number}"), "the alert arrives");
        Assert.Contains($"missed {number}", Alerts(supervisor));
        Assert.DoesNotContain($"again {number}", Alerts(supervisor));
    }

    [Fact]
    public async Task An_alert_for_those_on_duty_reaches_whoever_accepted_the_promise()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, settings: [("Promise:Response", "00:00:03"),
            ("Promise:Rungs:again:AfterDue", "00:00:01"), ("Promise:Rungs:again:To", "dutyDesk")]);
        await using var planned = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "aygul")).WatchAsync();
        await using var accepted = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Clerk, user: "ruzi")).WatchAsync();
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime.AddHours(8));
        var number = await desk.OpenTicketAsync("核桃");
        var ticket = await desk.TicketAsync(number);
        await using (var db = desk.CreateDb())
        {
            db.AddRange(from day in new[] { today, today.AddDays(1) }
                        select new RosterRow { Day = day, User = "aygul", Hours = "00:00-24:00", IsLead = false });
            db.Add(new ShiftHandover { Id = 1, FromUser = "aygul", StartedAt = now, ShiftEnd = now, Until = now.AddHours(1) });
            db.Add(new HandoverItem
            {
                Id = 2, HandoverId = 1, TicketId = ticket.Id, Promise = HandedOverPromise.Answer, DueAt = ticket.DueAt,
                AcceptedBy = "ruzi", AcceptedAt = now,
            });
            await db.SaveChangesAsync(Now);
        }

        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Now);
        await BoardHubClient.WaitUntilAsync(() => Alerts(accepted).Contains($"again {number}"), "the alert arrives");
        Assert.DoesNotContain($"again {number}", Alerts(planned));
    }

    [Fact]
    public async Task An_assignee_who_changed_the_department_gets_no_alert()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, settings: ("Promise:Response", "00:00:01"));
        await using var supervisor = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var moved = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Agent, "product", "mai")).WatchAsync();
        var number = await desk.OpenTicketAsync("核桃", "brand");
        await desk.TakeTicketAsync(number, "mai");
        await Task.Delay(1100, Now);
        await desk.Writer.WriteAsync(
            async unit =>
                (await unit.Db.FindFullTicketAsync(number, Now))?.RecordMissedDeadlines(unit.CreateChangeContext((_, start) => start)),
                Now);
        await BoardHubClient.WaitUntilAsync(() => supervisor.Notifications.Any(m => m.Name == "Alert"), "the alert arrives");
        Assert.DoesNotContain(moved.Notifications, m => m.Name == "Alert");
    }

    private static IEnumerable<string> Alerts(BoardHubClient line) => line.Notifications.Where(m => m.Name == "Alert")
        .Select(m => $"{m.Message.GetProperty("rung").GetString()} {m.Message.GetProperty("number").GetString()}");

    private static IEnumerable<string> Presences(BoardHubClient line) =>
        line.Notifications.Where(m => m.Name == "Presence").Select(m => m.Message.GetRawText());
}
