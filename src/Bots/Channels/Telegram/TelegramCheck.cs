using System.Diagnostics;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Asks Telegram for the state of the bot. It requests no updates, so it does not disturb a running listener.</summary>
public sealed class TelegramCheck(TelegramLine line, TelegramHealth health, TimeProvider time)
{
    public async Task<TelegramReport> AskAsync(CancellationToken cancellation)
    {
        List<string> errors = [];
        var (responseTime, ahead) = await TryAsync("reach", ReachAsync, errors, cancellation);
        var bot = await TryAsync("getMe", (client, token) => client.GetMe(token), errors, cancellation);
        var webhook = await TryAsync("getWebhookInfo", (client, token) => client.GetWebhookInfo(token), errors, cancellation);
        var report = new TelegramReport(time.GetUtcNow())
        {
            Reached = responseTime, ClockAhead = ahead, Troubles = errors,
            Bot = bot is null ? null : new(bot.Id, bot.Username, $"{bot.FirstName} {bot.LastName}".Trim()),
            Hook = webhook is null ? null : StateOf(webhook),
        };
        health.Keep(report);
        return report;
    }

    public async Task<HookState> HookAsync(CancellationToken cancellation) =>
        StateOf(await line.AskAsync((client, token) => client.GetWebhookInfo(token), cancellation));

    private async Task<(TimeSpan? Took, TimeSpan? Ahead)> ReachAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var serverTime = await line.ServerTimeAsync(cancellation);
        return (Stopwatch.GetElapsedTime(start), serverTime is { } at ? time.GetUtcNow() - at : null);
    }

    private Task<T?> TryAsync<T>(string name, Func<ITelegramBotClient, CancellationToken, Task<T>> call, List<string> errors,
        CancellationToken cancellation) =>
        TryAsync(name, async token => (T?)await line.AskAsync(call, token), errors, cancellation);

    private static async Task<T?> TryAsync<T>(
        string name, Func<CancellationToken, Task<T?>> call, List<string> errors, CancellationToken cancellation)
    {
        try
        {
            return await call(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            errors.Add($"{name} {TelegramTrouble.Code(error)}");
            return default;
        }
    }

    // The error text of Telegram describes our address. The token is removed in case the text contains it.
    private HookState StateOf(WebhookInfo info) => new(info.Url, info.PendingUpdateCount,
        info.LastErrorDate is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
        line.WithoutToken(info.LastErrorMessage));
}
