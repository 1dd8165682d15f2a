using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Board.Live;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>The invariant of the live board: for every viewer, an older snapshot plus the changes since equals a new snapshot.</summary>
public class BoardSnapshotTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_snapshot_plus_its_changes_equals_the_next_snapshot_for_every_action_and_viewer(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider, settings: ("Promise:Response", "00:20:00"));
        var number = await desk.OpenTicketAsync("包裹丢了", "logistics");
        var other = await desk.OpenTicketAsync("商标", "brand");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "colleague");
        await using var supervisor = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Supervisor)).WatchAsync();
        await using var agent = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Agent, "logistics", language: "ug"))
            .WatchAsync();
        await using var admin = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Admin)).WatchAsync();
        await using var key = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        BoardHubClient[] viewers = [supervisor, agent, admin, key];
        foreach (var (name, step) in Steps(desk, number, other))
        {
            await step();
            foreach (var viewer in viewers) await AssertMatchesSnapshotAsync(viewer, name);
        }

        Assert.DoesNotContain(number.ToString(), agent.CurrentCards().Keys);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task After_any_disconnect_the_missed_changes_are_received(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var number = await desk.OpenTicketAsync("包裹丢了", "logistics");
        var other = await desk.OpenTicketAsync("商标", "brand");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "colleague");
        var line = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Agent, "logistics", "agent")).WatchAsync();
        var gone = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        await gone.StopAsync();
        foreach (var (name, step) in Steps(desk, number, other))
        {
            await line.StopAsync();
            await step();
            var before = line;
            var reconnected = await BoardHubClient.ConnectAsync(new(desk.Address, "/hubs/board"), new() { ["X-Test-Staff"] = "agent" });
            line = await reconnected.WatchAsync(before);
            await AssertMatchesSnapshotAsync(line, name);
            await before.DisposeAsync();
        }

        await using var back = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync(gone);
        await AssertMatchesSnapshotAsync(back, "all of it");
        await line.DisposeAsync();
        await gone.DisposeAsync();
    }

    [Fact]
    public async Task A_viewer_moved_to_another_department_gets_a_new_snapshot()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await desk.OpenTicketAsync("包裹丢了", "logistics");
        await desk.OpenTicketAsync("商标", "brand");
        var line = await (await BoardHubClient.ConnectAsStaffAsync(desk, StaffRole.Agent, "logistics", "agent")).WatchAsync();
        await using (var db = desk.CreateDb()) await db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.Department, "brand"), Now);
        await line.Closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Now);
        var reconnected = await BoardHubClient.ConnectAsync(new(desk.Address, "/hubs/board"), new() { ["X-Test-Staff"] = "agent" });
        await using var again = await reconnected.WatchAsync(line);
        await AssertMatchesSnapshotAsync(again, "another department");
        Assert.Contains("department=brand", again.CurrentCards().Values.Single());
    }

    [Fact]
    public async Task A_long_gap_is_answered_with_a_snapshot()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        var before = line.LastSequence;
        await Task.WhenAll(Enumerable.Range(0, 510).Select(i => desk.OpenTicketAsync($"第{i}件")));
        var answer = await line.InvokeWatchAsync(before);
        Assert.Equal(510, answer.GetProperty("cards").GetArrayLength());

        // A sequence of another database gets a snapshot too. All pushes must be done first, because a board that is behind catches up
        // from its gap.
        var sequence = answer.GetProperty("sequence").GetInt64();
        await BoardHubClient.WaitUntilAsync(() => desk.Services.GetRequiredService<BoardBroadcaster>().PushedSequence >= sequence,
            "everything is pushed");
        await using var foreign = await BoardHubClient.ConnectWithKeyAsync(desk);
        Assert.Equal(510, (await foreign.InvokeWatchAsync(9_999_999)).GetProperty("cards").GetArrayLength());
    }

    [Fact]
    public async Task A_board_that_fell_behind_gets_the_gap_even_after_newer_changes()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var line = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        // One write, so that all tickets fall into one push.
        await desk.Writer.WriteAsync(async unit =>
        {
            for (var i = 0; i < 150; i++)
            {
                var request = new IntakeRequest
                {
                    Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = $"第{i}件",
                    Actor = BoardTestTickets.Supervisor,
                };
                await intake.SubmitAsync(unit, request, Now);
            }
        }, Now);
        await BoardHubClient.WaitUntilAsync(() => line.Behind, "too much to push");
        await desk.OpenTicketAsync("后来的一件");
        await BoardHubClient.WaitUntilAsync(() => line.CurrentCards().Count > 0, "the newer change is pushed");

        var answer = await line.InvokeWatchAsync(line.LastSequence);

        Assert.Equal(151, answer.GetProperty("changes").GetArrayLength());
    }

    private static async Task AssertMatchesSnapshotAsync(BoardHubClient viewer, string after)
    {
        var snapshot = await viewer.ReadSnapshotAsync();
        await BoardHubClient.WaitUntilAsync(
            () => viewer.Behind || viewer.CurrentCards().SequenceEqual(snapshot), $"the cards match the snapshot after {after}");
        Assert.Equal(snapshot, viewer.CurrentCards());
    }

    /// <summary>Every action once, and moves between departments as transfers will make them.</summary>
    private static IEnumerable<(string Name, Func<Task> Step)> Steps(DeskApp desk, TicketNumber number, TicketNumber other)
    {
        Task<TicketActionResult> Act(Func<TicketActions, WriteUnit, TicketRequest, Task<TicketActionResult>> act) =>
            desk.Writer.WriteAsync(async unit =>
        {
            var result = await act(desk.Actions, unit, new(number, BoardTestTickets.Supervisor));
            Assert.IsType<TicketActionResult.ActionDone>(result);
            return result;
        });
        yield return ("open", () => desk.OpenTicketAsync("新的一件", "logistics"));
        yield return ("take", () => Act((actions, unit, request) => actions.TakeAsync(unit, request, Now)));
        yield return ("assign", () => Act((actions, unit, request) => actions.AssignAsync(unit, request, "colleague", Now)));
        yield return ("note", () => Act((actions, unit, request) => actions.NoteAsync(unit, request, "问过仓库", Now)));
        yield return ("link", () => Act((actions, unit, request) => actions.LinkAsync(unit, request, other.ToString(), Now)));
        yield return ("amend", () => Act((actions, unit, request) => actions.AmendAsync(unit, request, TicketKind.Complaint, Now)));
        yield return ("answer", () => Act((actions, unit, request) => actions.AnswerAsync(unit, request, new("明天到"), Now)));
        yield return ("call", () => Act((actions, unit, request) =>
            actions.LogCallAsync(unit, request, new("已经说了", CallDirection.Out, true, AnswerKind.NeedFromYou), Now)));
        yield return ("write", () => Act((actions, unit, request) => actions.WriteOnBehalfAsync(unit, request, "还没到", Now)));
        yield return ("call again", () => Act((actions, unit, request) =>
            actions.LogCallAsync(unit, request, new("今天到", CallDirection.Out, true, AnswerKind.Answer), Now)));
        yield return ("resolve", () => Act((actions, unit, request) => actions.ResolveAsync(unit, request, null, Now)));
        yield return ("rate", () => Act((actions, unit, request) => actions.RateAsync(unit, request, 2, null, Now)));
        yield return ("reopen", () => Act((actions, unit, request) => actions.ReopenAsync(unit, request, "没解决", Now)));
        yield return ("call a third time", () => Act((actions, unit, request) =>
            actions.LogCallAsync(unit, request, new("好了", CallDirection.Out, true, AnswerKind.Answer), Now)));
        yield return ("resolve again", () => Act((actions, unit, request) => actions.ResolveAsync(unit, request, "好了", Now)));
        yield return ("close", () => Act((actions, unit, request) => actions.CloseAsync(unit, request, Now)));
        yield return ("reopen from closed", () => Act((actions, unit, request) => actions.ReopenAsync(unit, request, "又坏了", Now)));
        yield return ("move to another department", () => MoveAsync(desk, number, "brand"));
        yield return ("move back", () => MoveAsync(desk, number, "logistics"));
        yield return ("reroute", () => Act((actions, unit, request) => actions.RerouteAsync(unit, request, "product", null, Now)));
        yield return ("reroute back", () => Act((actions, unit, request) =>
            actions.RerouteAsync(unit, request, "logistics", Language.Ug, Now)));
        yield return ("hand over", () => TransferAsync(desk, other, "logistics"));
        yield return ("return the slip", () => OnSlipAsync(desk, other, TicketAction.ReturnSlip));
        yield return ("hand over again", () => TransferAsync(desk, other, "logistics"));
        yield return ("answer the slip", () => OnSlipAsync(desk, other, TicketAction.AnswerSlip));
        yield return ("hand over a third time", () => TransferAsync(desk, other, "settlement"));
        yield return ("withdraw the slip", () => OnSlipAsync(desk, other, TicketAction.WithdrawSlip));
        yield return ("two moves at once", () => MoveAsync(desk, number, "brand", "settlement"));
        yield return ("back", () => MoveAsync(desk, number, "logistics"));
        yield return ("write more", () => Act((actions, unit, request) => actions.WriteOnBehalfAsync(unit, request, "还有一件", Now)));
        yield return ("split", () => Act(async (actions, unit, request) =>
        {
            var ticket = await unit.Db.FindFullTicketAsync(number, Now) ?? throw new InvalidOperationException();
            return await actions.SplitAsync(unit, request, [ticket.Messages.Max(m => m.Id)], Now);
        }));
        yield return ("cancel", () => Act((actions, unit, request) => actions.CancelAsync(unit, request, "spam", Now)));
    }

    private static Task TransferAsync(DeskApp desk, TicketNumber number, string department) => desk.Writer.WriteAsync(async unit =>
        Assert.IsType<TicketActionResult.ActionDone>(
            await desk.Actions.TransferAsync(unit, new(number, BoardTestTickets.Supervisor), department, "请看一下", null, Now)), Now);

    private static Task OnSlipAsync(DeskApp desk, TicketNumber number, TicketAction action) => desk.Writer.WriteAsync(async unit =>
    {
        var ticket = await unit.Db.FindFullTicketAsync(number, Now) ?? throw new InvalidOperationException();
        var (author, slip, context) = (BoardTestTickets.Supervisor.Author, ticket.Slips.MaxBy(s => s.Ordinal)!,
            unit.CreateChangeContext((_, start) => start));
        Assert.Null(action switch
        {
            TicketAction.ReturnSlip => ticket.ReturnSlip(author, slip, SlipReturnReason.NotOurs, null, context),
            TicketAction.AnswerSlip => ticket.AnswerSlip(author, slip, TicketActions.NewMessageBody(unit, "已经发出"), context),
            _ => ticket.WithdrawSlip(author, slip, context),
        });
    }, Now);

    private static async Task MoveAsync(DeskApp desk, TicketNumber number, params string[] departments)
    {
        foreach (var department in departments)
        {
            await desk.Writer.WriteAsync(async unit =>
            {
                var ticket = await unit.Db.FindFullTicketAsync(number, Now) ?? throw new InvalidOperationException();
                unit.Db.Entry(ticket).Property(t => t.Department).CurrentValue = department;
                ticket.AddNote(BoardTestTickets.Supervisor.Author, TicketActions.NewMessageBody(unit, department),
                    unit.CreateChangeContext((_, start) => start));
            }, Now);
        }
    }
}
