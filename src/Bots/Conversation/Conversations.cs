using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Processes stored updates through the dialog: each chat in order, several chats in parallel. An update is done only when its
/// effects are durable. A failure before that leads to a retry, which is safe because the desk recognises repeated calls.
/// </summary>
public sealed partial class Conversations(
    Dialog dialog, IDesk desk, IStaffChats staff, IInbox inbox, IConversations places, IEnumerable<IUpdateReader> readers,
    ILogger<Conversations> log)
{
    private const int ChatsAtOnce = 16;

    private readonly Dictionary<ContactChannel, IUpdateReader> _readers = readers.ToDictionary(reader => reader.Channel);

    /// <summary>Returns the number of updates that are done. The others are retried later.</summary>
    public async Task<int> WorkThroughAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellation)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            items.GroupBy(item => (item.Update.Channel, item.Update.Bot, item.Update.Chat ?? item.Update.UpdateId)),
            new ParallelOptions { MaxDegreeOfParallelism = ChatsAtOnce, CancellationToken = cancellation },
            async (chat, token) => Interlocked.Add(ref done, await InOrderAsync(chat, token)));
        return done;
    }

    // After a failure the later updates of that chat wait, because a chat's messages must keep their order.
    private async Task<int> InOrderAsync(IEnumerable<InboxItem> chat, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var item in chat)
        {
            if (!await TryAsync(item, cancellation)) break;
            done++;
        }

        return done;
    }

    private async Task<bool> TryAsync(InboxItem item, CancellationToken cancellation)
    {
        try
        {
            await TakeTurnAsync(item, cancellation);
            return true;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            TurnFailed(item.Id, item.Attempts, exception.GetType().Name);
            await PutBackAsync(item, exception, cancellation);
            return false;
        }
    }

    // If this fails too, the update stays stored and not done, so the next batch contains it again.
    private async Task PutBackAsync(InboxItem item, Exception trouble, CancellationToken cancellation)
    {
        try
        {
            await inbox.RetryLaterAsync(item, trouble.GetType().Name, cancellation);
        }
        catch (Exception retryFailure) when (!cancellation.IsCancellationRequested)
        {
            TurnFailed(item.Id, item.Attempts, retryFailure.GetType().Name);
        }
    }

    private async Task TakeTurnAsync(InboxItem item, CancellationToken cancellation)
    {
        switch (_readers[item.Update.Channel].Read(item.Update))
        {
            case Reading.NotForUs(var code): await inbox.SetAsideAsync(item, code, cancellation); break;
            case Reading.Meant(var input): await AnswerAsync(item, input, cancellation); break;
        }
    }

    private async Task AnswerAsync(InboxItem item, Heard heard, CancellationToken cancellation)
    {
        var state = await places.FindAsync(heard.From, cancellation);
        var step = dialog.Hear(state, await KeyAsync(heard, cancellation), item.Update.ReceivedAt);
        if (step is Turn.Reach(var reachable)) await desk.ReachableAsync(heard.From, reachable, cancellation);
        if (WhyNothing(step) is { } code)
        {
            await inbox.SetAsideAsync(item, code, cancellation);
            return;
        }

        var reply = await ReplyAsync(step, heard.From, cancellation);
        var messages = reply.Says.Select(message => message.To(heard.From, heard.Origin.HasButtons));
        await places.CompleteAsync(item, heard.From, reply.Next, [.. messages], cancellation);
    }

    private static string? WhyNothing(Turn turn) => turn switch
    {
        Turn.Silence(var code) => code,
        Turn.Reach(var reachable) => reachable ? "unblocked" : "blocked",
        _ => null,
    };

    /// <summary>On a channel without buttons, turns a number sent alone into a press of that entry of the last button list.</summary>
    private async Task<Heard> KeyAsync(Heard heard, CancellationToken cancellation)
    {
        if (heard is not Heard.Said { Origin.HasButtons: false } text) return heard;
        if (Codes.ReadKey(text.Text) is not { } key) return heard;
        var codes = await places.LastKeyboardAsync(heard.From, cancellation);
        return key >= 1 && key <= codes.Count ? new Heard.Pressed(text.Origin, codes[key - 1]) : heard;
    }

    // Runs step after step until one holds the reply. After a crash all calls to the desk are repeated, which is safe.
    private async Task<Reply> ReplyAsync(Turn turn, ChatAddress chat, CancellationToken cancellation)
    {
        while (true)
        {
            switch (turn)
            {
                case Turn.Talk final: return final.Reply;
                case Turn.Submit submit when await desk.IsIdleAsync(submit.Messages[0], cancellation): return submit.Idle;
                default: turn = await AskDeskAsync(turn, chat, cancellation); break;
            }
        }
    }

    private async Task<Turn> AskDeskAsync(Turn turn, ChatAddress chat, CancellationToken cancellation) => turn switch
    {
        Turn.Submit submit => submit.Then(await SubmitAsync(submit.Messages, cancellation)),
        Turn.Amend amend => amend.Then(await desk.AmendAsync(chat, amend.Number, amend.Amendment, cancellation)),
        Turn.ListMatters list => list.Then(await desk.MattersAsync(chat, cancellation)),
        Turn.Move move => move.Then(await desk.MoveAsync(chat, move.ExternalId, move.About, cancellation)),
        Turn.Withdraw withdraw => withdraw.Then(await desk.WithdrawAsync(chat, withdraw.Number, withdraw.Words, cancellation)),
        Turn.Reopen reopen => reopen.Then(await desk.ReopenAsync(chat, reopen.Number, reopen.Words, cancellation)),
        Turn.Rate rate => rate.Then(await desk.RateAsync(chat, rate.Number, rate.Score, cancellation)),
        Turn.Comment comment => comment.Then(await desk.CommentAsync(chat, comment.Number, comment.Words, cancellation)),
        Turn.LinkStaff link => link.Then(await staff.LinkAsync(chat, link.Code, link.Language, cancellation)),
        Turn.Track track => track.Then(await desk.TrackAsync(chat, track.Number, track.Code, cancellation)),
        Turn.Know know => know.Then(await desk.KnownAsync(know.Code, know.Language, cancellation)),
        Turn.PickUp pickUp => pickUp.Then(await desk.PickUpAsync(chat, pickUp.Code, pickUp.Language, cancellation)),
        _ => throw new InvalidOperationException($"Unhandled step {turn.GetType().Name}."),
    };

    private async Task<IntakeReceipt> SubmitAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellation)
    {
        var receipt = await desk.SubmitAsync(messages[0], cancellation);
        foreach (var message in messages.Skip(1)) await desk.SubmitAsync(message, cancellation);
        return receipt;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Update {Item} failed at attempt {Attempts} ({Trouble}) and will be retried.")]
    private partial void TurnFailed(long item, int attempts, string trouble);
}
