using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Judges a report of Telegram: server, clock, token, and the webhook beside the configured mode.</summary>
internal static class TelegramChecks
{
    private const int MaxPendingUpdates = 100;

    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromSeconds(30), RecentError = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<ConnectionCheck> Describe(TelegramOptions options, TelegramDiagnosticsReport report) =>
    [
        report.ResponseTime is { } took
            ? new(true, "reached", ("server", options.Server), ("milliseconds", (int)took.TotalMilliseconds))
            : new(false, "outOfReach", ("server", options.Server), ("code", FindErrorCode(report, "connect"))),
        .. report.ClockAhead is { } ahead
            ? [new(ahead.Duration() <= MaxClockDifference, "clock", ("seconds", (int)ahead.TotalSeconds))]
            : Array.Empty<ConnectionCheck>(),
        report.Bot is { } bot
            ? new(true, "bot", ("name", bot.Name), ("user", bot.UserName ?? ""), ("id", bot.Id))
            : new(false, "noBot", ("code", FindErrorCode(report, "getMe"))),
        .. report.Webhook is { } webhook ? DescribeWebhook(options, webhook, report.At)
            : [new(false, "noHookInfo", ("code", FindErrorCode(report, "getWebhookInfo")))],
    ];

    // Polling and a webhook exclude each other.
    private static IEnumerable<ConnectionCheck> DescribeWebhook(TelegramOptions options, WebhookState webhook, DateTimeOffset now)
    {
        var url = ("url", (object)webhook.Url);
        if (options.Mode is TelegramMode.Polling)
            yield return webhook.Url.Length == 0 ? new(true, "noHook") : new(false, "hookInTheWay", url);
        else if (options.WebhookUrl is not { } ours)
            yield return new(webhook.Url.EndsWith(TelegramWebhook.Path, StringComparison.Ordinal), "noPublicUrl", url);
        else
            yield return webhook.Url == ours ? new(true, "hook", url) : new(false, "otherHook", url, ("ours", ours));
        yield return new(webhook.PendingUpdates < MaxPendingUpdates, "pending", ("count", webhook.PendingUpdates));
        if (options.Mode is TelegramMode.Webhook && webhook is { LastErrorAt: { } at, LastError: { } error })
            yield return new(now - at > RecentError, "hookError", ("time", at.ToString("u", null)), ("error", error));
    }

    private static string FindErrorCode(TelegramDiagnosticsReport report, string call) =>
        report.FailedCalls.FirstOrDefault(failed => failed.Call == call)?.Code ?? "";
}
