using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Processes stored updates: each chat in order, several chats in parallel, so that their writes share a transaction. Everything that an
/// update causes is one write: the effects on tickets, the reply, the conversation state and the update's own row. A failure or a crash
/// before the commit therefore leaves nothing behind, and the update is processed again.
/// </summary>
public sealed partial class UpdateProcessor(
    IEnumerable<IUpdateReader> readers, Dialog dialog, BotStepRunner steps, InboxStore inbox, ConversationStore conversations,
    EarlierVersions earlier, LateFailures lateFailures, WaitingAnswers waitingAnswers, FrequentQuestionMatcher frequentQuestions,
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, IOptions<ConversationOptions> options, TimeProvider time,
    IDatabaseOutage outage, ILogger<UpdateProcessor> log)
{
    private const int MaxParallelChats = 32;

    /// <summary>The attempts for which a failure waits until the message that failed is recorded as sent.</summary>
    private const int MaxAttemptsForUnknownMessage = 3;

    private readonly Dictionary<ContactChannel, IUpdateReader> _readers = readers.ToDictionary(reader => reader.Channel);

    /// <summary>Returns the number of updates that are done. The others are retried later.</summary>
    public async Task<int> ProcessAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellation)
    {
        if (items.Count == 0) return 0;
        // Read before the writes, because a write must not wait for a query that it can do without.
        await frequentQuestions.RefreshAsync(cancellation);
        var done = 0;
        await Parallel.ForEachAsync(
            items.GroupBy(item => (item.Update.Channel, item.Update.Bot, item.Update.Chat ?? item.Update.UpdateId)),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallelChats, CancellationToken = cancellation },
            async (chat, token) => Interlocked.Add(ref done, await ProcessChatAsync(chat, token)));
        return done;
    }

    // After a failure the later updates of that chat wait, because a chat's messages must keep their order.
    private async Task<int> ProcessChatAsync(IEnumerable<InboxItem> chat, CancellationToken cancellation)
    {
        List<InboxItem> updates = [.. chat];
        var (done, albums) = (0, new AlbumParts(updates, item => _readers[item.Update.Channel].Parse(item.Update)));
        foreach (var item in updates)
        {
            if (!await TryProcessUpdateAsync(item, albums, cancellation)) break;
            albums.Complete(item);
            done++;
        }

        return done;
    }

    private async Task<bool> TryProcessUpdateAsync(InboxItem item, AlbumParts albums, CancellationToken cancellation)
    {
        try
        {
            var update = albums.Read(item);
            if (await WaitsForPartsAsync(item, update, cancellation)) return false;
            await ProcessUpdateAsync(item, update, cancellation);
            return true;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // An outage is no attempt of the update: the next batch contains it again.
            if (outage.TryReport(exception)) return false;
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
            // The retry is recorded in the database, which may fail in any way: the update is found again by the next batch.
            if (!outage.TryReport(retryFailure)) LogUpdateFailed(item.Id, item.Attempts, retryFailure.GetType().Name);
        }
    }

    /// <summary>Holds an album for a moment: its later parts may come in updates of their own, with words that belong to it.</summary>
    private async Task<bool> WaitsForPartsAsync(InboxItem item, ParsedUpdate update, CancellationToken cancellation)
    {
        var until = item.Update.ReceivedAt + options.Value.AlbumWait;
        if (update is not ParsedUpdate.Understood { Input: ChatInput.MediaInput { AlbumId: { } album } input }
            || until <= time.GetUtcNow()) return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var state = await ConversationStore.LoadAsync(db, input.From, cancellation);
        if (state.Albums.Any(known => known.AlbumId == album)) return false;
        await inbox.HoldAsync(item, until, cancellation);
        return true;
    }

    private Task ProcessUpdateAsync(InboxItem item, ParsedUpdate parsed, CancellationToken cancellation) => parsed switch
    {
        ParsedUpdate.Understood update => writer.WriteAsync(unit => ReplyAsync(unit, item, update), cancellation),
        ParsedUpdate.Ignored(var code) => writer.WriteAsync(unit => IgnoreAsync(unit, item, code), cancellation),
        ParsedUpdate.Undelivered failed => writer.WriteAsync(unit => RecordFailureAsync(unit, item, failed), cancellation),
        var other => throw new InvalidOperationException($"Unhandled result {other.GetType().Name}."),
    };

    private async Task IgnoreAsync(WriteUnit unit, InboxItem item, string code)
    {
        if (await unit.IsUpdatePendingAsync(item.Id)) await inbox.CompleteAsync(unit, item, code);
    }

    private async Task RecordFailureAsync(WriteUnit unit, InboxItem item, ParsedUpdate.Undelivered failed)
    {
        if (!await unit.IsUpdatePendingAsync(item.Id)) return;
        if (await lateFailures.TryRecordAsync(unit, failed)) await inbox.CompleteAsync(unit, item, "undelivered");
        else if (item.Attempts >= MaxAttemptsForUnknownMessage) await inbox.CompleteAsync(unit, item, "unknownMessage");
        else await inbox.RetryLaterAsync(unit, item, "notSentYet");
    }

    private async Task ReplyAsync(WriteUnit unit, InboxItem item, ParsedUpdate.Understood update)
    {
        if (!await unit.IsUpdatePendingAsync(item.Id)) return;
        var input = update.Input;
        var state = await conversations.LoadAsync(unit, input.From);
        if (input is ChatInput.TextInput { IsEdit: true } edit && await earlier.IsUnchangedAsync(unit, item, edit))
        {
            await inbox.CompleteAsync(unit, item, UpdateOutcome.From("unchanged", update.UnreadFields));
            await waitingAnswers.SendAsync(unit, input.From);
            return;
        }

        var offered = TypedAnswer.IsPossible(input) || (input is ChatInput.TextInput && state.PendingQuestion is not null)
            ? await conversations.LoadOfferedButtonsAsync(unit, input.From, input.Origin.RepliesTo?.ExternalId) : [];
        var end = await steps.RunAsync(unit, dialog.Next(state, input, item.Update.ReceivedAt, offered), input.From);
        await inbox.CompleteAsync(unit, item, UpdateOutcome.From(OutcomeOf(end), update.UnreadFields));
        // A resident who writes, presses or unblocks is reachable again, even if the channel does not say so.
        if (input is not (ChatInput.BotBlocked or ChatInput.GroupInput)) await waitingAnswers.SendAsync(unit, input.From);
        if (end is BotStep.Reply(var reply)) await conversations.SaveAsync(unit, input, reply);
    }

    private static string OutcomeOf(BotStep end) => end switch
    {
        BotStep.Ignore(var code) => code,
        BotStep.SetReachable(var reachable) => reachable ? "unblocked" : "blocked",
        _ => "done",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Update {Item} failed at attempt {Attempts} ({ErrorType}) and will be retried.")]
    private partial void LogUpdateFailed(long item, int attempts, string errorType);
}
