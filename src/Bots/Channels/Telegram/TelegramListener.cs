using System.Text.Json;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Asks Telegram for updates, for ever. The offset moves only after the updates are stored: Telegram forgets what is below it,
/// so a stop at any moment costs at most a second delivery, which the inbox knows. Of several nodes one listens.
/// </summary>
public sealed partial class TelegramListener(
    TelegramLine line, TelegramIntake intake, TelegramHealth health, ILeases leases, ILineBook book, TimeProvider time, ILogger<TelegramListener> log) : BackgroundService
{
    /// <summary>The lease of who listens.</summary>
    public const string Lease = "listen:telegram";

    private int _offset;
    private int _failures;
    private bool _prepared, _up;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (line.Options is not { IsOn: true, Mode: TelegramMode.Polling }) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.HoldAsync(Lease, stoppingToken)) await ListenAsync(stoppingToken);
                else await StandByAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                await FailedAsync(trouble, stoppingToken);
                await Task.Delay(PauseAfter(trouble), time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        // A webhook left from before would make every question a conflict. What waits for us stays.
        if (!_prepared) await line.TellAsync((client, token) => client.DeleteWebhook(dropPendingUpdates: false, token), cancellation);
        _prepared = true;
        // After trouble, and at first, the answer is wanted at once: the line may be back, and somebody waits to know.
        var updates = await line.UpdatesAsync(_offset, hold: _up, cancellation);
        _up = true;
        health.Answered(time.GetUtcNow());
        await book.UpAsync(ContactChannel.Telegram, cancellation);
        if (updates.Length > 0) await TakeAsync(updates, cancellation);
        if (_failures > 0) LineBack(_failures);
        _failures = 0;
    }

    private async Task TakeAsync(JsonElement[] updates, CancellationToken cancellation)
    {
        await intake.TakeAsync(updates, cancellation);
        _offset = updates.Max(update => update.GetProperty("update_id").GetInt32()) + 1;
    }

    private Task StandByAsync(CancellationToken cancellation)
    {
        _prepared = _up = false;
        return Task.Delay(line.Pace.AskForLease, time, cancellation);
    }

    private async Task FailedAsync(Exception trouble, CancellationToken cancellation)
    {
        _up = false;
        health.Failed(TelegramTrouble.Code(trouble), time.GetUtcNow());
        // Where even the book is out of reach, the log has to do.
        await book.DownAsync(ContactChannel.Telegram, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan PauseAfter(Exception trouble)
    {
        _failures++;
        var code = (trouble as ApiRequestException)?.ErrorCode;
        if (code is 409 && trouble.Message.Contains("webhook", StringComparison.OrdinalIgnoreCase)) return RemoveWebhook();
        if (code is 401 or 404) TokenRefused();
        else if (code is 409) SomebodyElseListens();
        else LineDown(_failures, TelegramTrouble.Code(trouble));
        if (code is 401 or 404 or 409) return line.Pace.SlowPause;
        return (trouble as ApiRequestException)?.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : line.Pace.PauseAfter(_failures);
    }

    private TimeSpan RemoveWebhook()
    {
        _prepared = false;
        WebhookInTheWay();
        return line.Pace.PauseAfter(_failures);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Somebody set a webhook for this bot while it polls (409); it is removed. If it was none of yours, others know Telegram:Token: have it renewed")]
    private partial void WebhookInTheWay();

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram does not know this bot: Telegram:Token is wrong or was withdrawn. Trying again slowly")]
    private partial void TokenRefused();

    [LoggerMessage(Level = LogLevel.Error, Message = "Another program asks Telegram for this bot's updates (409). Stop it, or give it a bot of its own. Trying again slowly")]
    private partial void SomebodyElseListens();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The line to Telegram is down, failure {Failures} in a row ({Code}). Trying again")]
    private partial void LineDown(int failures, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "The line to Telegram is back after {Failures} failures")]
    private partial void LineBack(int failures);
}
