using System.Diagnostics;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Checks the connection to Telegram, the bot and its webhook, and records the report for the staff pages. Requests no updates, because
/// that would disturb a running listener.
/// </summary>
public sealed class TelegramDiagnostics(TelegramApi api, TelegramHealth health, TimeProvider time)
{
    public async Task<TelegramDiagnosticsReport> RunAsync(CancellationToken cancellation)
    {
        List<FailedCall> failed = [];
        var (responseTime, clockAhead) = await TryAsync("connect", () => MeasureResponseAsync(cancellation), failed, cancellation);
        var bot = await TryAsync("getMe", () => api.CallAsync((client, token) => client.GetMe(token), cancellation), failed, cancellation);
        var webhook = await TryAsync(
            "getWebhookInfo", () => api.CallAsync((client, token) => client.GetWebhookInfo(token), cancellation), failed, cancellation);
        var report = new TelegramDiagnosticsReport(time.GetUtcNow())
        {
            ResponseTime = responseTime, ClockAhead = clockAhead, FailedCalls = failed,
            Bot = bot is null ? null : new(bot.Id, bot.Username, $"{bot.FirstName} {bot.LastName}".Trim()),
            Webhook = webhook is null ? null : ToWebhookState(webhook),
        };
        health.RecordReport(report);
        return report;
    }

    public async Task<WebhookState> GetWebhookAsync(CancellationToken cancellation) =>
        ToWebhookState(await api.CallAsync((client, token) => client.GetWebhookInfo(token), cancellation));

    private async Task<(TimeSpan? ResponseTime, TimeSpan? ClockAhead)> MeasureResponseAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var serverTime = await api.GetServerTimeAsync(cancellation);
        return (Stopwatch.GetElapsedTime(start), serverTime is { } at ? time.GetUtcNow() - at : null);
    }

    private static async Task<T?> TryAsync<T>(string call, Func<Task<T>> run, List<FailedCall> failed, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The command that tests a channel reports every way in which a call fails.
            failed.Add(new(call, TelegramErrors.GetCode(error)));
            return default;
        }
    }

    // Telegram's error text is about our webhook address, which could contain the token.
    private WebhookState ToWebhookState(WebhookInfo info) => new(info.Url, info.PendingUpdateCount,
        info.LastErrorDate is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
        api.RedactToken(info.LastErrorMessage));
}
