using System.Diagnostics;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Asks Telegram how things stand. It asks for no updates, so it may be done beside a running program.</summary>
public sealed class TelegramCheck(TelegramLine line, TelegramHealth health, TimeProvider time)
{
    public async Task<TelegramReport> AskAsync(CancellationToken cancellation)
    {
        List<string> troubles = [];
        var (reached, ahead) = await TryAsync("reach", ReachAsync, troubles, cancellation);
        var bot = await TryAsync("getMe", (client, token) => client.GetMe(token), troubles, cancellation);
        var hook = await TryAsync("getWebhookInfo", (client, token) => client.GetWebhookInfo(token), troubles, cancellation);
        var report = new TelegramReport(time.GetUtcNow())
        {
            Reached = reached, ClockAhead = ahead, Troubles = troubles,
            Bot = bot is null ? null : new(bot.Id, bot.Username, $"{bot.FirstName} {bot.LastName}".Trim()), Hook = hook is null ? null : StateOf(hook),
        };
        health.Keep(report);
        return report;
    }

    public async Task<HookState> HookAsync(CancellationToken cancellation) => StateOf(await line.AskAsync((client, token) => client.GetWebhookInfo(token), cancellation));

    private async Task<(TimeSpan? Took, TimeSpan? Ahead)> ReachAsync(CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        var told = await line.ServerTimeAsync(cancellation);
        return (Stopwatch.GetElapsedTime(since), told is { } at ? time.GetUtcNow() - at : null);
    }

    private Task<T?> TryAsync<T>(string what, Func<ITelegramBotClient, CancellationToken, Task<T>> call, List<string> troubles, CancellationToken cancellation) =>
        TryAsync(what, async token => (T?)await line.AskAsync(call, token), troubles, cancellation);

    private static async Task<T?> TryAsync<T>(string what, Func<CancellationToken, Task<T?>> call, List<string> troubles, CancellationToken cancellation)
    {
        try
        {
            return await call(cancellation);
        }
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            troubles.Add($"{what} {TelegramTrouble.Code(trouble)}");
            return default;
        }
    }

    // Telegram's words about our own address; should they ever hold the token, it does not pass here.
    private HookState StateOf(WebhookInfo info) => new(info.Url, info.PendingUpdateCount,
        info.LastErrorDate is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null, line.WithoutToken(info.LastErrorMessage));
}
