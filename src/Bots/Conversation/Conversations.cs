using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Works stored updates through the talk: each chat in its order, several chats at once. An update is done only when what followed from it is
/// durable; whatever goes wrong before that, it is tried again, and the desk knows a repeat.
/// </summary>
public sealed partial class Conversations(
    Dialog dialog, IDesk desk, IStaffChats staff, IInbox inbox, IConversations places, IEnumerable<IUpdateReader> readers, ILogger<Conversations> log)
{
    private const int ChatsAtOnce = 16;

    private readonly Dictionary<ContactChannel, IUpdateReader> _readers = readers.ToDictionary(reader => reader.Channel);

    /// <summary>How many of the updates were done; the others are tried again later.</summary>
    public async Task<int> WorkThroughAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellation)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            items.GroupBy(item => (item.Update.Channel, item.Update.Bot, item.Update.Chat ?? item.Update.UpdateId)),
            new ParallelOptions { MaxDegreeOfParallelism = ChatsAtOnce, CancellationToken = cancellation },
            async (chat, token) => Interlocked.Add(ref done, await InOrderAsync(chat, token)));
        return done;
    }

    // After a failure the rest of that chat waits: it would overtake what was said before it.
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
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            TurnFailed(item.Id, item.Attempts, trouble.GetType().Name);
            await PutBackAsync(item, trouble, cancellation);
            return false;
        }
    }

    // Where even this fails the update simply stays as it is: stored and not done.
    private async Task PutBackAsync(InboxItem item, Exception trouble, CancellationToken cancellation)
    {
        try
        {
            await inbox.RetryLaterAsync(item, trouble.GetType().Name, cancellation);
        }
        catch (Exception more) when (!cancellation.IsCancellationRequested)
        {
            TurnFailed(item.Id, item.Attempts, more.GetType().Name);
        }
    }

    private async Task TakeTurnAsync(InboxItem item, CancellationToken cancellation)
    {
        switch (_readers[item.Update.Channel].Read(item.Update))
        {
            case Reading.NotForUs(var code): await inbox.SetAsideAsync(item, code, cancellation); break;
            case Reading.Meant(var heard): await AnswerAsync(item, heard, cancellation); break;
        }
    }

    private async Task AnswerAsync(InboxItem item, Heard heard, CancellationToken cancellation)
    {
        var pressed = await KeyAsync(heard, cancellation);
        var turn = dialog.Hear(await places.FindAsync(heard.From, cancellation), pressed, item.Update.ReceivedAt);
        if (turn is Turn.Reach(var reachable)) await desk.ReachableAsync(heard.From, reachable, cancellation);
        if (WhyNothing(turn) is { } code)
        {
            await inbox.SetAsideAsync(item, code, cancellation);
            return;
        }

        var reply = await ReplyAsync(turn, heard.From, cancellation);
        await places.CompleteAsync(item, heard.From, reply.Next, [.. reply.Says.Select(say => say.To(heard.From, heard.Origin.HasButtons))], cancellation);
    }

    private static string? WhyNothing(Turn turn) => turn switch
    {
        Turn.Silence(var code) => code,
        Turn.Reach(var reachable) => reachable ? "unblocked" : "blocked",
        _ => null,
    };

    /// <summary>Where a channel has no buttons, a number that stands alone presses one of the last list; any other is something said.</summary>
    private async Task<Heard> KeyAsync(Heard heard, CancellationToken cancellation)
    {
        if (heard is not Heard.Said { Origin.HasButtons: false } said || Codes.ReadKey(said.Text) is not { } key) return heard;
        var codes = await places.LastKeyboardAsync(heard.From, cancellation);
        return key >= 1 && key <= codes.Count ? new Heard.Pressed(said.Origin, codes[key - 1]) : heard;
    }

    // Turn by turn until there is nothing more to ask of the desk. Each question may be asked again after a crash.
    private async Task<Reply> ReplyAsync(Turn turn, ChatAddress chat, CancellationToken cancellation)
    {
        while (true)
        {
            switch (turn)
            {
                case Turn.Talk talk: return talk.Reply;
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
        _ => throw new InvalidOperationException($"A turn nobody takes: {turn.GetType().Name}."),
    };

    private async Task<IntakeReceipt> SubmitAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellation)
    {
        var receipt = await desk.SubmitAsync(messages[0], cancellation);
        foreach (var more in messages.Skip(1)) await desk.SubmitAsync(more, cancellation);
        return receipt;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Update {Item} failed at attempt {Attempts} ({Trouble}); it is tried again")]
    private partial void TurnFailed(long item, int attempts, string trouble);
}
