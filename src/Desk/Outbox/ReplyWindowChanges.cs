using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Outbox;

/// <summary>What becomes of a reply window. Pure.</summary>
internal static class ReplyWindowChanges
{
    // Nobody is woken for being told that we are still at it: then it is told the evening before.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8), Evening = TimeSpan.FromHours(21), Night = TimeSpan.FromHours(22);

    public static bool IsOpen(this ReplyWindow window, DateTimeOffset now) => window.OpenUntil > now && window.Left > 0;

    /// <summary>What the resident did allows us that much. A short allowance never shortens a longer one.</summary>
    public static void Allow(this ReplyWindow window, ReplyAllowance allowance, DateTimeOffset? nudgeAt)
    {
        if (allowance.Messages == 0) (window.OpenUntil, window.Left, window.Notices, window.NudgeAt) = (allowance.Until, 0, 0, null);
        else if (allowance.Until >= window.OpenUntil) (window.OpenUntil, window.Left, window.NudgeAt) = (allowance.Until, allowance.Messages, nudgeAt);
    }

    /// <summary>The channel took a message. A notice is only sent where nothing else arrives.</summary>
    public static void Spend(this ReplyWindow window, bool notice, DateTimeOffset now)
    {
        if (notice) window.Shut(now);
        if (notice) window.Notices = Math.Max(0, window.Notices - 1);
        else window.Left = Math.Max(0, window.Left - 1);
    }

    /// <summary>The channel takes nothing for this chat any more, whatever we counted: who waits there is looked for now, not at the time we had thought.</summary>
    public static void Shut(this ReplyWindow window, DateTimeOffset now)
    {
        if (window.OpenUntil > now) window.OpenUntil = now;
        if (window.NudgeAt > now) window.NudgeAt = now;
        window.Left = 0;
    }

    /// <summary>
    /// When to tell that we are still at it, and so when to look who waits: at once where the word was heard late, also when the chat has shut meanwhile.
    /// Null where nothing is to be told.
    /// </summary>
    public static DateTimeOffset? NudgeAt(ReplyAllowance allowance, TimeSpan before, DateTimeOffset now, TimeZoneInfo zone) =>
        allowance is { Passing: true } or { Messages: 0 } ? null : NudgeAt(allowance.Until, before, now, zone);

    private static DateTimeOffset NudgeAt(DateTimeOffset until, TimeSpan before, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (until - now <= before) return now;
        var local = TimeZoneInfo.ConvertTime(until - before, zone);
        var evening = local.TimeOfDay >= Night ? local.Date : local.TimeOfDay < Morning ? local.Date.AddDays(-1) : (DateTime?)null;
        var at = evening is { } day ? new DateTimeOffset(day + Evening, local.Offset).ToUniversalTime() : until - before;
        return at > now ? at : until - before;
    }
}
