using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Outbox;

/// <summary>The state changes of a reply window, without I/O.</summary>
internal static class ReplyWindowChanges
{
    // A reminder due at night is sent the evening before, so that it wakes nobody.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8), Evening = TimeSpan.FromHours(21), Night = TimeSpan.FromHours(22);

    public static bool IsOpen(this ReplyWindow window, DateTimeOffset now) => window.OpenUntil > now && window.Left > 0;

    /// <summary>Applies the allowance that follows from a resident's action. A shorter allowance never replaces a longer one.</summary>
    public static void Allow(this ReplyWindow window, ReplyAllowance allowance, DateTimeOffset? nudgeAt)
    {
        if (allowance.Messages == 0)
            (window.OpenUntil, window.Left, window.Notices, window.NudgeAt) = (allowance.Until, 0, 0, null);
        else if (allowance.Until >= window.OpenUntil)
            (window.OpenUntil, window.Left, window.NudgeAt) = (allowance.Until, allowance.Messages, nudgeAt);
    }

    /// <summary>
    /// Counts a message that the channel accepted. A notice also closes the window, because it is only sent when nothing else arrives.
    /// </summary>
    public static void Spend(this ReplyWindow window, bool notice, DateTimeOffset now)
    {
        if (notice) window.Shut(now);
        if (notice) window.Notices = Math.Max(0, window.Notices - 1);
        else window.Left = Math.Max(0, window.Left - 1);
    }

    /// <summary>
    /// Closes the window because the channel accepts no more messages, whatever was counted. A pending check becomes due now.
    /// </summary>
    public static void Shut(this ReplyWindow window, DateTimeOffset now)
    {
        if (window.OpenUntil > now) window.OpenUntil = now;
        if (window.NudgeAt > now) window.NudgeAt = now;
        window.Left = 0;
    }

    /// <summary>
    /// Returns the time to tell the resident that the ticket is still in progress: now, if the update was processed late, even when the
    /// window has closed meanwhile. Returns null when no reminder is needed.
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
