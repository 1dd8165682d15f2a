using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox;

/// <summary>The state changes of a reply window, without I/O.</summary>
internal static class ReplyWindowChanges
{
    // A reminder due at night is sent the evening before, so that it wakes nobody.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8), Evening = TimeSpan.FromHours(21), Night = TimeSpan.FromHours(22);

    public static bool IsOpen(this ReplyWindow window, DateTimeOffset now) => window.OpenUntil > now && window.MessagesLeft > 0;

    /// <summary>Applies the allowance that follows from a resident's action. A shorter allowance never replaces a longer one.</summary>
    public static void ApplyAllowance(this ReplyWindow window, ReplyAllowance allowance, DateTimeOffset? remindAt)
    {
        if (allowance.Messages == 0)
            (window.OpenUntil, window.MessagesLeft, window.NoticesLeft, window.RemindAt) = (allowance.Until, 0, 0, null);
        else if (allowance.Until >= window.OpenUntil)
            (window.OpenUntil, window.MessagesLeft, window.RemindAt) = (allowance.Until, allowance.Messages, remindAt);
    }

    /// <summary>
    /// Counts a message that the channel accepted. A notice also closes the window, because it is only sent when nothing else arrives.
    /// </summary>
    public static void CountSent(this ReplyWindow window, bool isNotice, DateTimeOffset now)
    {
        if (isNotice) window.Close(now);
        if (isNotice) window.NoticesLeft = Math.Max(0, window.NoticesLeft - 1);
        else window.MessagesLeft = Math.Max(0, window.MessagesLeft - 1);
    }

    /// <summary>
    /// Closes the window because the channel accepts no more messages, whatever was counted. A pending check becomes due now.
    /// </summary>
    public static void Close(this ReplyWindow window, DateTimeOffset now)
    {
        if (window.OpenUntil > now) window.OpenUntil = now;
        if (window.RemindAt > now) window.RemindAt = now;
        window.MessagesLeft = 0;
    }

    /// <summary>
    /// Returns the time to tell the resident that the ticket is still in progress: now, if the update was processed late, even when the
    /// window has closed meanwhile. Returns null when no reminder is needed.
    /// </summary>
    public static DateTimeOffset? GetReminderTime(ReplyAllowance allowance, TimeSpan before, DateTimeOffset now, TimeZoneInfo zone) =>
        allowance is { IsTransient: true } or { Messages: 0 } ? null : GetReminderTime(allowance.Until, before, now, zone);

    private static DateTimeOffset GetReminderTime(DateTimeOffset until, TimeSpan before, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (until - now <= before) return now;
        var local = TimeZoneInfo.ConvertTime(until - before, zone);
        var evening = local.TimeOfDay >= Night ? local.Date : local.TimeOfDay < Morning ? local.Date.AddDays(-1) : (DateTime?)null;
        var at = evening is { } day ? new DateTimeOffset(day + Evening, local.Offset).ToUniversalTime() : until - before;
        return at > now ? at : until - before;
    }
}
