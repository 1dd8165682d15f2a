using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EcomCenter.Desk.Tests.Database;

public sealed class SeveralNodesTests
{
    [Fact]
    public async Task A_change_on_one_node_appears_on_the_boards_and_chat_pages_of_the_other()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.WaitForListenersAsync(2);
        await AssertAppearsOnTheOtherNodeAsync(nodes, () => Task.CompletedTask);
    }

    [Fact]
    public async Task A_change_appears_there_after_the_listening_connections_were_cut()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.WaitForListenersAsync(2);
        await AssertAppearsOnTheOtherNodeAsync(nodes, nodes.CutListenersAsync);
        await nodes.WaitForListenersAsync(2);
        await AssertAppearsOnTheOtherNodeAsync(nodes, () => Task.CompletedTask);
    }

    [Fact]
    public async Task The_sweep_finds_what_a_lost_notification_should_have_announced()
    {
        await using var nodes = await TwoNodes.StartAsync(RemoveListener);
        await AssertAppearsOnTheOtherNodeAsync(nodes, () => Task.CompletedTask, whileWaiting: async published =>
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            Assert.Equal(0, published());
            await Eventually.TrueAsync(() =>
            {
                nodes.Time.Advance(ChangeFollower.SweepInterval / 5);
                return published() > 0;
            });
        });
    }

    [Fact]
    public async Task Each_change_arrives_once_on_every_node_while_both_write()
    {
        const int TicketsPerNode = 60;
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.WaitForListenersAsync(2);
        var (onFirst, onSecond) = (TwoNodes.RecordSequences(nodes.First), TwoNodes.RecordSequences(nodes.Second));
        await Task.WhenAll(Enumerable.Range(0, TicketsPerNode * 2)
            .Select(i => (i % 2 == 0 ? nodes.First : nodes.Second).OpenTicketAsync()));
        await Eventually.TrueAsync(() => onFirst.Count >= TicketsPerNode * 2 && onSecond.Count >= TicketsPerNode * 2);
        var all = Enumerable.Range(1, TicketsPerNode * 2).Select(sequence => (long)sequence);
        Assert.Equal(all, onFirst.Order());
        Assert.Equal(all, onSecond.Order());
    }

    [Fact]
    public async Task The_events_of_other_nodes_arrive_as_what_they_are()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.WaitForListenersAsync(2);
        var received = new TaskCompletionSource<TicketChange>();
        nodes.Second.Services.GetRequiredService<ChangeFeed>().Subscribe(changes => received.TrySetResult(changes[0]));
        var ticket = await nodes.First.OpenTicketAsync();
        var change = await received.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(ticket.Id, change.TicketId);
        Assert.Equal(ticket.DueAt, Assert.IsType<TicketOpened>(change.Event).Cycle.DueAt);
    }

    [Fact]
    public async Task A_chat_message_stored_on_one_node_is_processed_on_the_other_without_waiting_for_a_sweep()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.WaitForListenersAsync(2);
        var woken = new TaskCompletionSource<ContactChannel>();
        nodes.First.Services.GetRequiredService<ChangeFeed>().UpdatesStored += channel => woken.TrySetResult(channel);
        var post = new WebChatPost { Id = "1", Chat = "visitor", Text = "店打不开", Language = "zh-Hans" };
        var update = post.ToRawUpdate(nodes.Time.GetUtcNow());
        var handled = nodes.Second.Services.GetRequiredService<UpdateCompletions>().WaitForAsync(update);
        await nodes.Second.Services.GetRequiredService<IInbox>().StoreAsync([update], cancellation);
        Assert.Equal(ContactChannel.WebChat, await woken.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation));
        await handled.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
    }

    [Fact]
    public async Task Commits_are_announced_only_while_another_node_listens()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var first = nodes.First.Services.GetRequiredService<ListeningNodes>();
        var second = nodes.Second.Services.GetRequiredService<ListeningNodes>();
        await nodes.WaitForListenersAsync(2);
        await Task.Delay(CommitListener.CountInterval * 2, TestContext.Current.CancellationToken);
        Assert.True(first.HasOthers && second.HasOthers);
        await nodes.StopSecondAsync();
        await Eventually.TrueAsync(() => !first.HasOthers);
        Assert.Equal(0, await CountNotificationsAsync(nodes.First, () => nodes.First.OpenTicketAsync()));
        nodes.First.Services.GetRequiredService<ListeningNodes>().RecordHeard();
        Assert.Equal(1, await CountNotificationsAsync(nodes.First, () => nodes.First.OpenTicketAsync()));
    }

    [Fact]
    public void A_count_that_began_before_another_node_was_heard_is_not_used()
    {
        var nodes = new ListeningNodes();
        nodes.RecordCount(1, nodes.TimesHeard);
        Assert.False(nodes.HasOthers);
        var before = nodes.TimesHeard;
        nodes.RecordHeard();
        nodes.RecordCount(1, before);
        Assert.True(nodes.HasOthers);
    }

    [Fact]
    public void A_notification_of_an_unknown_form_is_recognised()
    {
        Assert.Null(CommitNotification.TryRead("something else"));
        Assert.Null(CommitNotification.TryRead("""{"node":"1"}"""));
        Assert.Null(CommitNotification.TryRead("""{"node":"1","work":{"queuedMessages":true,"files":true,"inboxes":["carrierPigeon"]}}"""));
    }

    /// <summary>
    /// Posts in a web chat on the first node and waits for the ticket on a board, and for the reply on a chat page, of the second one.
    /// </summary>
    private static async Task AssertAppearsOnTheOtherNodeAsync(
        TwoNodes nodes, Func<Task> beforePost, Func<Func<int>, Task>? whileWaiting = null)
    {
        await using var board = await (await BoardHubClient.ConnectWithKeyAsync(nodes.Second)).WatchAsync();
        await using var browser = new WebChatBrowser(nodes.First);
        var page = await browser.Http.OpenAsync("/chat");
        var (before, signals) = (board.CurrentCards().Count, 0);
        await browser.ConnectAsync(nodes.Second, () => Interlocked.Increment(ref signals));
        var published = TwoNodes.RecordSequences(nodes.Second);
        await beforePost();
        await browser.Http.SendAsync(page, ("say.text", "店打不开"));
        if (whileWaiting is not null) await whileWaiting(() => published.Count);
        await Eventually.TrueAsync(() => !published.IsEmpty);
        await Eventually.TrueAsync(() => Volatile.Read(ref signals) > 0);
        await Eventually.TrueAsync(() => board.CurrentCards().Count == before + 1);
    }

    // A notification of our own, sent afterwards, ends the wait: notifications of one database arrive in commit order.
    private static async Task<int> CountNotificationsAsync(DeskApp desk, Func<Task> act)
    {
        const string End = "end of the wait";
        var cancellation = TestContext.Current.CancellationToken;
        var database = desk.Services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres");
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        var (count, isOver) = (0, false);
        connection.Notification += (_, notification) =>
        {
            if (notification.Payload == End) isOver = true;
            else count++;
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {CommitNotification.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        await act();
        await using (var end = new NpgsqlCommand($"NOTIFY {CommitNotification.Channel}, '{End}'", connection))
            await end.ExecuteNonQueryAsync(cancellation);
        while (!isOver) await connection.WaitAsync(cancellation);
        return count;
    }

    private static void RemoveListener(WebApplicationBuilder builder) =>
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(CommitListener)));
}
