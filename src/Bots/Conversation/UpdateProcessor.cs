using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Processes stored updates through the dialog: each chat in order, several chats in parallel. An update is done only when its
/// effects are durable. A failure before that leads to a retry, which is safe because the desk recognises repeated calls.
/// </summary>
public sealed partial class UpdateProcessor(
    Dialog dialog, IDesk desk, IStaffChats staff, IInbox inbox, IConversationStore states, IEnumerable<IUpdateReader> readers,
    ILogger<UpdateProcessor> log)
{
    private const int MaxParallelChats = 16;

    private readonly Dictionary<ContactChannel, IUpdateReader> _readers = readers.ToDictionary(reader => reader.Channel);

    /// <summary>Returns the number of updates that are done. The others are retried later.</summary>
    public async Task<int> ProcessAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellation)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            items.GroupBy(item => (item.Update.Channel, item.Update.Bot, item.Update.Chat ?? item.Update.UpdateId)),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallelChats, CancellationToken = cancellation },
            async (chat, token) => Interlocked.Add(ref done, await ProcessChatAsync(chat, token)));
        return done;
    }

    // After a failure the later updates of that chat wait, because a chat's messages must keep their order.
    private async Task<int> ProcessChatAsync(IEnumerable<InboxItem> updates, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var item in updates)
        {
            if (!await TryProcessUpdateAsync(item, cancellation)) break;
            done++;
        }

        return done;
    }

    private async Task<bool> TryProcessUpdateAsync(InboxItem item, CancellationToken cancellation)
    {
        try
        {
            await ProcessUpdateAsync(item, cancellation);
            return true;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogUpdateFailed(item.Id, item.Attempts, exception.GetType().Name);
            await ScheduleRetryAsync(item, exception, cancellation);
            return false;
        }
    }

    // If this fails too, the update stays stored and not done, so the next batch contains it again.
    private async Task ScheduleRetryAsync(InboxItem item, Exception exception, CancellationToken cancellation)
    {
        try
        {
            await inbox.RetryLaterAsync(item, exception.GetType().Name, cancellation);
        }
        catch (Exception retryFailure) when (!cancellation.IsCancellationRequested)
        {
            LogUpdateFailed(item.Id, item.Attempts, retryFailure.GetType().Name);
        }
    }

    private async Task ProcessUpdateAsync(InboxItem item, CancellationToken cancellation)
    {
        switch (_readers[item.Update.Channel].Parse(item.Update))
        {
            case ParsedUpdate.Ignored(var code): await inbox.MarkDoneAsync(item, code, cancellation); break;
            case ParsedUpdate.Understood(var input): await ReplyToInputAsync(item, input, cancellation); break;
        }
    }

    private async Task ReplyToInputAsync(InboxItem item, ChatInput input, CancellationToken cancellation)
    {
        var state = await states.LoadAsync(input.From, cancellation);
        var step = dialog.Next(state, await ResolveNumberKeyAsync(input, cancellation), item.Update.ReceivedAt);
        if (step is BotStep.SetReachable(var reachable)) await desk.SetReachableAsync(input.From, reachable, cancellation);
        if (OutcomeWithoutReply(step) is { } code)
        {
            await inbox.MarkDoneAsync(item, code, cancellation);
            return;
        }

        var reply = await RunUntilReplyAsync(step, input.From, cancellation);
        var messages = reply.Messages.Select(message => message.ToOutgoing(input.From));
        await states.CompleteAsync(item, input.From, reply.NextState, [.. messages], cancellation);
    }

    private static string? OutcomeWithoutReply(BotStep step) => step switch
    {
        BotStep.Ignore(var code) => code,
        BotStep.SetReachable(var reachable) => reachable ? "unblocked" : "blocked",
        _ => null,
    };

    /// <summary>On a channel without buttons, turns a number sent alone into a press of that entry of the last button list.</summary>
    private async Task<ChatInput> ResolveNumberKeyAsync(ChatInput input, CancellationToken cancellation)
    {
        if (input is not ChatInput.TextInput text || KnownChannels.GetTraits(input.From.Channel).HasButtons) return input;
        if (ButtonCodes.ReadNumberKey(text.Text) is not { } key) return input;
        var codes = await states.LoadLastButtonCodesAsync(input.From, cancellation);
        return key >= 1 && key <= codes.Count ? new ChatInput.ButtonInput(text.Origin, codes[key - 1]) : input;
    }

    // Runs step after step until one holds the reply. After a crash all calls to the desk are repeated, which is safe.
    private async Task<BotReply> RunUntilReplyAsync(BotStep step, ChatAddress chat, CancellationToken cancellation)
    {
        while (true)
        {
            switch (step)
            {
                case BotStep.Reply final: return final.BotReply;
                case BotStep.Submit submit when await desk.IsCourtesyOnlyAsync(submit.Messages[0], cancellation): return submit.ReplyIfIdle;
                default: step = await RunStepAsync(step, chat, cancellation); break;
            }
        }
    }

    private async Task<BotStep> RunStepAsync(BotStep step, ChatAddress chat, CancellationToken cancellation) => step switch
    {
        BotStep.Submit submit => submit.Then(await SubmitAsync(submit.Messages, cancellation)),
        BotStep.Amend amend => amend.Then(await desk.AmendAsync(chat, amend.Number, amend.Amendment, cancellation)),
        BotStep.ListTickets list => list.Then(await desk.ListTicketsAsync(chat, cancellation)),
        BotStep.MoveToTicket move => move.Then(await desk.MoveMessageAsync(chat, move.ExternalId, move.TargetTicket, cancellation)),
        BotStep.Withdraw withdraw => withdraw.Then(await desk.WithdrawAsync(chat, withdraw.Number, withdraw.Text, cancellation)),
        BotStep.Reopen reopen => reopen.Then(await desk.ReopenAsync(chat, reopen.Number, reopen.Text, cancellation)),
        BotStep.Rate rate => rate.Then(await desk.RateAsync(chat, rate.Number, rate.Score, cancellation)),
        BotStep.Comment comment => comment.Then(await desk.AddRatingCommentAsync(chat, comment.Number, comment.Text, cancellation)),
        BotStep.LinkStaff link => link.Then(await staff.LinkAsync(chat, link.Code, link.Language, cancellation)),
        BotStep.Track track => track.Then(await desk.TrackAsync(chat, track.Number, track.Code, cancellation)),
        BotStep.FindAnswer know => know.Then(await desk.FindAnswerAsync(know.Code, know.Language, cancellation)),
        BotStep.PickUp pickUp => pickUp.Then(await desk.PickUpAsync(chat, pickUp.Code, pickUp.Language, cancellation)),
        _ => throw new InvalidOperationException($"Unhandled step {step.GetType().Name}."),
    };

    private async Task<IntakeReceipt> SubmitAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellation)
    {
        var receipt = await desk.SubmitAsync(messages[0], cancellation);
        foreach (var message in messages.Skip(1)) await desk.SubmitAsync(message, cancellation);
        return receipt;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Update {Item} failed at attempt {Attempts} ({Trouble}) and will be retried.")]
    private partial void LogUpdateFailed(long item, int attempts, string trouble);
}
