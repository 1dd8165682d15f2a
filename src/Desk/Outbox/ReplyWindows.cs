using System.Collections.Concurrent;
using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// The permission to send a message: as a normal message, as the one notice that its resident allowed (<paramref name="NoticeScene"/>), or
/// not at all.
/// </summary>
public sealed record SendPermission(bool IsAllowed, int? NoticeScene = null)
{
    public static SendPermission Allowed { get; } = new(true);

    public static SendPermission Denied { get; } = new(false);
}

/// <summary>The messages that a channel with reply windows takes in a chat now.</summary>
/// <param name="Messages">The messages beside those that are queued already; 0 if the window is closed or used up.</param>
/// <param name="NoticeLength">The longest text of the one notice that the resident allowed, for a closed window; null without one.</param>
public sealed record ReplyRoom(int Messages, int? NoticeLength);

/// <summary>
/// Tracks how long and how often a channel still allows messages to each chat. Channels without such rules are always allowed.
/// An unknown chat is tried, because the channel rejects the message if it must.
/// </summary>
public sealed class ReplyWindows(
    IEnumerable<IReplyWindowRules> rules, IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> desk, TimeProvider time)
{
    private readonly Dictionary<ContactChannel, IReplyWindowRules> _rules = rules.ToDictionary(r => r.Channel);

    // A menu press allows messages for about a minute beside a longer window. These allowances are too short-lived for a row.
    private readonly ConcurrentDictionary<ChatAddress, ReplyAllowance> _briefAllowances = new();

    /// <summary>Finds the rules of a channel; null when the channel is off or has none.</summary>
    public IReplyWindowRules? FindRules(ContactChannel channel) => _rules.GetValueOrDefault(channel) is { IsOn: true } known ? known : null;

    /// <summary>Applies the allowance that follows from a processed update. Called once for each update.</summary>
    public async Task ApplyUpdateAsync(WriteUnit unit, RawUpdate update, CancellationToken cancellation)
    {
        if (FindRules(update.Channel) is not { } rule || update.Chat is not { } id || rule.AllowanceAfter(update) is not { } allowance)
            return;
        var chat = new ChatAddress(update.Channel, update.Bot, id);
        var remindAt = ReplyWindowChanges.GetReminderTime(allowance, rule.RemindBefore, unit.Now, desk.Value.DisplayTimeZone);
        if (await FindAsync(unit.Db, chat, cancellation) is { } window)
        {
            // Set before the commit, because the reply is queued in the same write. A repeated run sets the same value.
            if (allowance.Until < window.OpenUntil) _briefAllowances[chat] = allowance;
            window.ApplyAllowance(allowance, remindAt);
        }
        else
        {
            unit.Db.Add(new ReplyWindow
            {
                Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat,
                OpenUntil = allowance.Until, MessagesLeft = allowance.Messages, RemindAt = remindAt,
            });
        }
    }

    /// <summary>
    /// Returns the permission for a message now. An <paramref name="answerMessageId"/> is sent whole or not at all, because half of one may
    /// mislead.
    /// </summary>
    public async Task<SendPermission> GetPermissionAsync(OutgoingMessage message, long? answerMessageId, CancellationToken cancellation)
    {
        if (FindRules(message.To.Channel) is null) return SendPermission.Allowed;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.ReplyWindows.AsNoTracking().FindByChatAsync(message.To, cancellation) is not { } window) return SendPermission.Allowed;
        if (answerMessageId is null)
            return window.IsOpen(time.Now()) || GetBriefAllowance(message.To) > 0 ? SendPermission.Allowed : SendPermission.Denied;
        var pieces = await db.Outbox.CountAsync(o => o.MessageId == answerMessageId && o.State == DeliveryState.Queued, cancellation);
        if (window.IsOpen(time.Now()) && window.MessagesLeft >= pieces) return SendPermission.Allowed;
        return await GetNoticePermissionAsync(db, window, message, answerMessageId.Value, cancellation);
    }

    /// <summary>Returns the permission for a message that the channel has just rejected because the window is closed.</summary>
    public async Task<SendPermission> GetPermissionAfterRejectionAsync(
        OutgoingMessage message, long? answerMessageId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return answerMessageId is { } messageId
            && await db.ReplyWindows.AsNoTracking().FindByChatAsync(message.To, cancellation) is { } window
            ? await GetNoticePermissionAsync(db, window, message, messageId, cancellation) : SendPermission.Denied;
    }

    /// <summary>Counts a message that the channel accepted.</summary>
    public async Task CountSentAsync(
        WriteUnit unit, ChatAddress chat, SendPermission permission, bool isAnswer, CancellationToken cancellation)
    {
        if (FindRules(chat.Channel) is null) return;
        if (!isAnswer && _briefAllowances.TryGetValue(chat, out var brief) && GetBriefAllowance(chat) > 0)
            unit.AfterCommit(() => _briefAllowances.TryUpdate(chat, brief with { Messages = brief.Messages - 1 }, brief));
        else if (await FindAsync(unit.Db, chat, cancellation) is { } window) window.CountSent(permission.NoticeScene is not null, unit.Now);
    }

    /// <summary>
    /// Closes the window of a chat for which the channel accepts no messages. After a rejected notice, no notices are left.
    /// </summary>
    public async Task CloseAsync(WriteUnit unit, ChatAddress chat, SendPermission permission, CancellationToken cancellation)
    {
        if (FindRules(chat.Channel) is null || await FindAsync(unit.Db, chat, cancellation) is not { } window) return;
        if (permission.NoticeScene is not null) window.NoticesLeft = 0;
        window.Close(unit.Now);
    }

    /// <summary>Records that the resident allowed one notice for later. A repeated permission counts once.</summary>
    public async Task<bool> GrantNoticeAsync(WriteUnit unit, ChatAddress chat, int scene, CancellationToken cancellation)
    {
        if (await FindAsync(unit.Db, chat, cancellation) is not { } window || scene > window.NoticesLeft + 1) return false;
        window.NoticesLeft = Math.Max(window.NoticesLeft, scene);
        return true;
    }

    /// <summary>Returns the number of messages that a recent menu press still allows.</summary>
    internal int GetBriefAllowance(ChatAddress chat)
    {
        if (!_briefAllowances.TryGetValue(chat, out var allowance)) return 0;
        if (allowance.Until > time.GetUtcNow()) return allowance.Messages;
        _briefAllowances.TryRemove(KeyValuePair.Create(chat, allowance));
        return 0;
    }

    /// <summary>Returns what the channel takes in a chat now; null if it sets no limit, or the chat is unknown.</summary>
    internal async Task<ReplyRoom?> FindRoomAsync(WriteUnit unit, ChatAddress chat)
    {
        if (FindRules(chat.Channel) is null || await FindAsync(unit.Db, chat, CancellationToken.None) is not { } window) return null;
        if (!window.IsOpen(unit.Now))
            return new(0, window.NoticesLeft > 0 ? KnownChannels.GetTraits(chat.Channel).MaxNoticeLength : null);
        var queued = await unit.Db.Outbox.CountAsync(o => o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot
            && o.NextAttemptAt != null);
        return new(Math.Max(0, window.MessagesLeft - queued), null);
    }

    /// <summary>Finds the window of a chat, including one that the current write has added.</summary>
    internal static async Task<ReplyWindow?> FindAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        db.ReplyWindows.Local.FindEntryUntyped([chat.Chat, chat.Bot, chat.Channel]) is { Entity: { } opened } ? opened
            : await db.ReplyWindows.FindByChatAsync(chat, cancellation);

    // A notice must carry the whole answer, so an answer that is too long or has several pieces gets no notice.
    private async Task<SendPermission> GetNoticePermissionAsync(
        DeskDb db, ReplyWindow window, OutgoingMessage message, long answerMessageId, CancellationToken cancellation)
    {
        if (window.NoticesLeft == 0 || KnownChannels.GetTraits(message.To.Channel).MaxNoticeLength is not { } maxLength
            || message.Text.Length > maxLength)
            return SendPermission.Denied;
        return await db.Outbox.CountAsync(o => o.MessageId == answerMessageId, cancellation) == 1 ? new(false, window.NoticesLeft)
            : SendPermission.Denied;
    }
}
