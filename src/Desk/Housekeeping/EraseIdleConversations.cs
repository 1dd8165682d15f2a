using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Erases the data of chats that belongs to no ticket: conversation states, bot messages, and idle chats without a ticket.
/// </summary>
public sealed class EraseIdleConversations(DeskWriter writer, IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    private const int BatchSize = 500, ChatBatchSize = 20, MaxBatches = 40;

    /// <summary>The time after which a conversation is never resumed.</summary>
    private static readonly TimeSpan ResumePeriod = TimeSpan.FromDays(1);

    /// <summary>The interval between searches for idle chats. The search uses no index, and it is not urgent.</summary>
    private static readonly TimeSpan IdleSearchInterval = TimeSpan.FromHours(1);

    private long _lastOutboxId;
    private long? _searchedAt;

    /// <param name="before">The start of the retention period.</param>
    /// <param name="behind">The periods whose rows look older than they are.</param>
    public async Task EraseAsync(DateTimeOffset before, IReadOnlyList<PeriodBehind> behind, CancellationToken cancellation)
    {
        for (var i = 0; i < MaxBatches && await DeleteBotMessagesAsync(before, behind, cancellation); i++) { }
        if (_searchedAt is { } last && time.GetElapsedTime(last) < IdleSearchInterval) return;
        foreach (var batch in (await FindIdleChatsAsync(before, behind, cancellation)).Chunk(ChatBatchSize))
            await writer.WriteAsync(async unit =>
            {
                foreach (var chat in batch) await EraseAsync(unit, chat, before, cancellation);
            }, cancellation);
        _searchedAt = time.GetTimestamp();
    }

    /// <summary>
    /// Removes an erased ticket from the conversation state of its chat.
    /// Of a conversation that is over, only the language and the record of what was told already are kept.
    /// </summary>
    internal static async Task EraseAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, CancellationToken cancellation)
    {
        var row = await unit.Db.Conversations.FirstOrDefaultAsync(
            c => c.Chat == chat.Chat && c.Bot == chat.Bot && c.Channel == chat.Channel, cancellation);
        if (row is null) return;
        var state = ConversationState.FromJson(row.State);
        var erased = number.ToString();
        if (row.UpdatedAt < unit.Now - ResumePeriod)
            state = ConversationState.Initial with
            {
                Language = state.Language,
                LanguageChosen = state.LanguageChosen,
                PageLanguage = state.PageLanguage,
                Greeted = state.Greeted,
                PrivacyNoticeShown = state.PrivacyNoticeShown,
                GroupDeclined = state.GroupDeclined,
            };
        if (state.PendingQuestion?.Number == erased) state = state with { PendingQuestion = null, Draft = null };
        if (state.TargetTicket == erased) state = state with { TargetTicket = null };
        row.State = state.ToJson();
    }

    // Answers of staff are erased with their ticket. Rows are read in order of time, so each kept row is read only once.
    private async Task<bool> DeleteBotMessagesAsync(
        DateTimeOffset before, IReadOnlyList<PeriodBehind> behind, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Outbox.Where(o => o.Id > _lastOutboxId).Except(behind, o => o.CreatedAt).OrderBy(o => o.Id)
            .Select(o => new { o.Id, o.CreatedAt, o.MessageId }).Take(BatchSize).ToListAsync(cancellation);
        var old = rows.TakeWhile(o => o.CreatedAt < before).ToList();
        if (old.Count == 0) return false;
        var ids = old.Where(o => o.MessageId is null).Select(o => o.Id).ToList();
        if (ids.Count > 0)
            await writer.WriteAsync(unit => unit.Db.Outbox.Where(o => ids.Contains(o.Id)).ExecuteDeleteAsync(cancellation), cancellation);
        _lastOutboxId = old[^1].Id;
        return old.Count == BatchSize;
    }

    private async Task<List<ChatAddress>> FindIdleChatsAsync(
        DateTimeOffset before, IReadOnlyList<PeriodBehind> behind, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var idle = await db.Conversations.AsNoTracking()
            .Where(c => c.UpdatedAt < before && !db.Addresses.Any(a => a.Value == c.Chat && a.Bot == c.Bot))
            .Except(behind, c => c.UpdatedAt)
            .Select(c => new { c.Channel, c.Bot, c.Chat }).ToListAsync(cancellation);
        return idle.ConvertAll(c => new ChatAddress(c.Channel, c.Bot, c.Chat));
    }

    // Checks again within the transaction, because the resident may have written meanwhile.
    private static async Task EraseAsync(WriteUnit unit, ChatAddress chat, DateTimeOffset before, CancellationToken cancellation)
    {
        var (channel, bot, id) = (chat.Channel, chat.Bot, chat.Chat);
        var deleted = await unit.Db.Conversations
            .Where(c => c.Chat == id && c.Bot == bot && c.Channel == channel && c.UpdatedAt < before).ExecuteDeleteAsync(cancellation);
        if (deleted == 0) return;
        await unit.Db.ReplyWindows.Where(w => w.Chat == id && w.Bot == bot && w.Channel == channel).ExecuteDeleteAsync(cancellation);
        if (KnownChannels.GetTraits(channel).IsOwnPage)
            await unit.Db.ChatDevices.Where(d => d.Chat == id).ExecuteDeleteAsync(cancellation);
    }
}
