using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Works stored updates through the talk: each chat in its order, several chats at once. An update is done only when what followed from it is
/// durable; whatever goes wrong before that, it is tried again, and the desk knows a repeat.
/// </summary>
public sealed partial class Conversations(
    Dialog dialog, IDesk desk, IInbox inbox, IConversations places, IEnumerable<IUpdateReader> readers, ILogger<Conversations> log)
{
    private const int ChatsAtOnce = 8;

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
        var turn = dialog.Hear(await places.FindAsync(heard.From, cancellation), heard);
        if (turn is Turn.Silence(var code))
        {
            await inbox.SetAsideAsync(item, code, cancellation);
            return;
        }

        var reply = await ReplyAsync(turn, heard.From, cancellation);
        await places.CompleteAsync(item, heard.From, reply.Next, [.. reply.Says.Select(say => say.To(heard.From))], cancellation);
    }

    private async Task<Reply> ReplyAsync(Turn turn, ChatAddress chat, CancellationToken cancellation) => turn switch
    {
        Turn.Talk talk => talk.Reply,
        Turn.Submit submit when await desk.IsIdleAsync(submit.Messages[0], cancellation) => submit.Idle,
        Turn.Submit submit => submit.Then(await SubmitAsync(submit.Messages, cancellation)),
        Turn.Amend amend => amend.Then(await desk.AmendAsync(chat, amend.Number, new() { Kind = amend.Kind }, cancellation)),
        Turn.ListMatters list => list.Then(await desk.MattersAsync(chat, cancellation)),
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
