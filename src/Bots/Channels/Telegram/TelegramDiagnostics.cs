using System.Diagnostics;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Asks Telegram for the state of the bot. It requests no updates, so it does not disturb a running listener.</summary>
public sealed class TelegramDiagnostics(TelegramApi api, TelegramHealth health, TimeProvider time)
{
    public async Task<TelegramDiagnosticsReport> RunAsync(CancellationToken cancellation)
    {
        List<string> errors = [];
        var (responseTime, ahead) = await TryAsync("reach", MeasureResponseAsync, errors, cancellation);
        var bot = await TryAsync("getMe", (client, token) => client.GetMe(token), errors, cancellation);
        var webhook = await TryAsync("getWebhookInfo", (client, token) => client.GetWebhookInfo(token), errors, cancellation);
        var report = new TelegramDiagnosticsReport(time.GetUtcNow())
        {
            ResponseTime = responseTime, ClockAhead = ahead, Errors = errors,
            Bot = bot is null ? null : new(bot.Id, bot.Username, $"{bot.FirstName} {bot.LastName}".Trim()),
            Webhook = webhook is null ? null : ToWebhookState(webhook),
        };
        health.RecordReport(report);
        return report;
    }

    public async Task<WebhookState> GetWebhookAsync(CancellationToken cancellation) =>
        ToWebhookState(await api.CallAsync((client, token) => client.GetWebhookInfo(token), cancellation));

    private async Task<(TimeSpan? Took, TimeSpan? Ahead)> MeasureResponseAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var serverTime = await api.GetServerTimeAsync(cancellation);
        return (Stopwatch.GetElapsedTime(start), serverTime is { } at ? time.GetUtcNow() - at : null);
    }

    private Task<T?> TryAsync<T>(string name, Func<ITelegramBotClient, CancellationToken, Task<T>> call, List<string> errors,
        CancellationToken cancellation) =>
        TryAsync(name, async token => (T?)await api.CallAsync(call, token), errors, cancellation);

    private static async Task<T?> TryAsync<T>(
        string name, Func<CancellationToken, Task<T?>> call, List<string> errors, CancellationToken cancellation)
    {
        try
        {
            return await call(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            errors.Add($"{name} {TelegramErrors.GetCode(error)}");
            return default;
        }
    }

    // The error text of Telegram describes our address. The token is removed in case the text contains it.
    private WebhookState ToWebhookState(WebhookInfo info) => new(info.Url, info.PendingUpdateCount,
        info.LastErrorDate is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
        api.RedactToken(info.LastErrorMessage));
}
