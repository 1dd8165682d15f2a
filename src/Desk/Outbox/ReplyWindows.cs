using System.Collections.Concurrent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// The permission to send a message: as a normal message, as the one notice that its resident allowed (<paramref name="Scene"/>), or
/// not at all.
/// </summary>
public sealed record ReplyWay(bool Open, int? Scene = null)
{
    public static ReplyWay Free { get; } = new(true);

    public static ReplyWay Shut { get; } = new(false);
}

/// <summary>
/// Tracks how long and how often a channel still allows messages to each chat. Channels without such rules are always allowed.
/// An unknown chat is tried, because the channel rejects the message if it must.
/// </summary>
public sealed class ReplyWindows(
    IEnumerable<IReplyRules> rules, IEnumerable<INoticeChannel> notices, IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> desk,
    PromisePolicy policy, TimeProvider time)
{
    private readonly Dictionary<ContactChannel, IReplyRules> _rules = rules.ToDictionary(r => r.Channel);
    private readonly Dictionary<ContactChannel, INoticeChannel> _notices = notices.ToDictionary(n => n.Channel);

    // A menu press allows messages for about a minute beside a longer window. These allowances are too short-lived for a row.
    private readonly ConcurrentDictionary<ChatAddress, ReplyAllowance> _brief = new();

    /// <summary>Finds the rules of a channel; null when the channel is off or has none.</summary>
    public IReplyRules? RulesOf(ContactChannel channel) => _rules.GetValueOrDefault(channel) is { IsOn: true } known ? known : null;

    /// <summary>Applies the allowance that follows from a processed update. Called once for each update.</summary>
    public async Task HeardAsync(WriteUnit unit, RawUpdate update, CancellationToken cancellation)
    {
        if (RulesOf(update.Channel) is not { } rule || update.Chat is not { } id || rule.Of(update) is not { } allowance) return;
        var chat = new ChatAddress(update.Channel, update.Bot, id);
        var nudge = ReplyWindowChanges.NudgeAt(allowance, rule.NudgeBefore, unit.Now, desk.Value.ShownTimeZone);
        if (await FindAsync(unit.Db, chat, cancellation) is { } window)
        {
            // Set before the commit, because the reply is queued in the same write. A repeated run sets the same value.
            if (allowance.Until < window.OpenUntil) _brief[chat] = allowance;
            window.Allow(allowance, nudge);
        }
        else
        {
            unit.Db.Add(new ReplyWindow
            {
                Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat,
                OpenUntil = allowance.Until, Left = allowance.Messages, NudgeAt = nudge,
            });
        }

        if (allowance is { Passing: false, Messages: > 0 } && allowance.Until > unit.Now) await TakesAgainAsync(unit, chat, cancellation);
    }

    /// <summary>
    /// Returns the permission for a message now. An <paramref name="answer"/> is sent whole or not at all, because half of one may
    /// mislead.
    /// </summary>
    public async Task<ReplyWay> WayAsync(OutgoingMessage message, long? answer, CancellationToken cancellation)
    {
        if (RulesOf(message.To.Channel) is null) return ReplyWay.Free;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindAsync(db.ReplyWindows.AsNoTracking(), message.To, cancellation) is not { } window) return ReplyWay.Free;
        if (answer is null) return window.IsOpen(time.Now()) || BriefOf(message.To) > 0 ? ReplyWay.Free : ReplyWay.Shut;
        var pieces = await db.Outbox.CountAsync(o => o.MessageId == answer && o.State == DeliveryState.Queued, cancellation);
        if (window.IsOpen(time.Now()) && window.Left >= pieces) return ReplyWay.Free;
        return await NoticeAsync(db, window, message, answer.Value, cancellation);
    }

    /// <summary>Returns the permission for a message that the channel has just rejected because the window is closed.</summary>
    public async Task<ReplyWay> WayWhenShutAsync(OutgoingMessage message, long? answer, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return answer is { } told && await FindAsync(db.ReplyWindows.AsNoTracking(), message.To, cancellation) is { } window
            ? await NoticeAsync(db, window, message, told, cancellation) : ReplyWay.Shut;
    }

    /// <summary>Counts a message that the channel accepted.</summary>
    public async Task SpentAsync(WriteUnit unit, ChatAddress chat, ReplyWay way, bool answer, CancellationToken cancellation)
    {
        if (RulesOf(chat.Channel) is null) return;
        if (!answer && _brief.TryGetValue(chat, out var brief) && BriefOf(chat) > 0)
            unit.AfterCommit(() => _brief.TryUpdate(chat, brief with { Messages = brief.Messages - 1 }, brief));
        else if (await FindAsync(unit.Db, chat, cancellation) is { } window) window.Spend(way.Scene is not null, unit.Now);
    }

    /// <summary>
    /// Closes the window of a chat for which the channel accepts no messages. After a rejected notice, no notices are left.
    /// </summary>
    public async Task ShutAsync(WriteUnit unit, ChatAddress chat, ReplyWay way, CancellationToken cancellation)
    {
        if (RulesOf(chat.Channel) is null || await FindAsync(unit.Db, chat, cancellation) is not { } window) return;
        if (way.Scene is not null) window.Notices = 0;
        window.Shut(unit.Now);
    }

    /// <summary>Records that the resident allowed one notice for later. A repeated permission counts once.</summary>
    public async Task<bool> GrantAsync(WriteUnit unit, ChatAddress chat, int scene, CancellationToken cancellation)
    {
        if (await FindAsync(unit.Db, chat, cancellation) is not { } window || scene > window.Notices + 1) return false;
        window.Notices = Math.Max(window.Notices, scene);
        return true;
    }

    /// <summary>Returns the number of messages that a recent menu press still allows.</summary>
    internal int BriefOf(ChatAddress chat)
    {
        if (!_brief.TryGetValue(chat, out var allowance)) return 0;
        if (allowance.Until > time.GetUtcNow()) return allowance.Messages;
        _brief.TryRemove(KeyValuePair.Create(chat, allowance));
        return 0;
    }

    /// <summary>Finds the window of a chat, including one that the current write has added.</summary>
    internal static async Task<ReplyWindow?> FindAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        db.ReplyWindows.Local.FindEntryUntyped([chat.Chat, chat.Bot, chat.Channel]) is { Entity: { } opened } ? opened
            : await FindAsync(db.ReplyWindows, chat, cancellation);

    private static Task<ReplyWindow?> FindAsync(IQueryable<ReplyWindow> windows, ChatAddress chat, CancellationToken cancellation) =>
        windows.FirstOrDefaultAsync(w => w.Chat == chat.Chat && w.Bot == chat.Bot && w.Channel == chat.Channel, cancellation);

    // A resident who writes, rather than presses the menu, can receive messages again, even if earlier ones were rejected.
    private async Task TakesAgainAsync(WriteUnit unit, ChatAddress chat, CancellationToken cancellation)
    {
        var unreachable = await unit.Db.Tickets.OfChat(chat).Where(t => t.Unreachable && t.Status != TicketStatus.Closed)
            .Select(t => t.Id).ToListAsync(cancellation);
        foreach (var id in unreachable) (await unit.Db.WholeTicketAsync(id, cancellation))?.ChatIsOpen(true, unit.Moment(policy.Due));
    }

    // A notice must carry the whole answer, so an answer that is too long or has several pieces gets no notice.
    private async Task<ReplyWay> NoticeAsync(
        DeskDb db, ReplyWindow window, OutgoingMessage message, long answer, CancellationToken cancellation)
    {
        if (window.Notices == 0 || !_notices.TryGetValue(message.To.Channel, out var channel)) return ReplyWay.Shut;
        if (message.Text.Length > channel.LongestNotice) return ReplyWay.Shut;
        return await db.Outbox.CountAsync(o => o.MessageId == answer, cancellation) == 1 ? new(false, window.Notices) : ReplyWay.Shut;
    }
}
