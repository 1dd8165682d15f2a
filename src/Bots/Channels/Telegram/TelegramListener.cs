using System.Text.Json;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Polls Telegram for updates. The offset moves only after the updates are stored, because Telegram deletes everything below it. A crash
/// at any moment causes at most a second delivery, which the inbox recognises. Only the node that holds the lease polls.
/// </summary>
public sealed partial class TelegramListener(
    TelegramLine line, TelegramIntake intake, TelegramHealth health, ILeases leases, ILineBook book, TimeProvider time,
    ILogger<TelegramListener> log) : BackgroundService
{
    /// <summary>The name of the lease.</summary>
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
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                await FailedAsync(error, stoppingToken);
                await Task.Delay(PauseAfter(error), time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        // A webhook left from before would make every poll a conflict. Pending updates are kept.
        if (!_prepared) await line.TellAsync((client, token) => client.DeleteWebhook(dropPendingUpdates: false, token), cancellation);
        _prepared = true;
        // The first poll, and the first after an error, returns at once, so that the recovery is reported without delay.
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

    private async Task FailedAsync(Exception error, CancellationToken cancellation)
    {
        _up = false;
        health.Failed(TelegramTrouble.Code(error), time.GetUtcNow());
        // If the database is unavailable too, only the log reports the failure.
        await book.DownAsync(ContactChannel.Telegram, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan PauseAfter(Exception error)
    {
        _failures++;
        var code = (error as ApiRequestException)?.ErrorCode;
        if (code is 409 && error.Message.Contains("webhook", StringComparison.OrdinalIgnoreCase)) return RemoveWebhook();
        if (code is 401 or 404) TokenRefused();
        else if (code is 409) SomebodyElseListens();
        else LineDown(_failures, TelegramTrouble.Code(error));
        if (code is 401 or 404 or 409) return line.Pace.SlowPause;
        return (error as ApiRequestException)?.Parameters?.RetryAfter is { } seconds
            ? TimeSpan.FromSeconds(seconds) : line.Pace.PauseAfter(_failures);
    }

    private TimeSpan RemoveWebhook()
    {
        _prepared = false;
        WebhookInTheWay();
        return line.Pace.PauseAfter(_failures);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Somebody set a webhook for this bot while it polls (409). Removing it. If you did not set it, others know "
            + "Telegram:Token: renew the token")]
    private partial void WebhookInTheWay();

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Telegram does not know this bot: Telegram:Token is wrong or was revoked. Retrying slowly")]
    private partial void TokenRefused();

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Another program polls Telegram for this bot (409). Stop it or give it its own bot. Retrying slowly")]
    private partial void SomebodyElseListens();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The connection to Telegram is down, failure {Failures} in a row ({Code}). Retrying")]
    private partial void LineDown(int failures, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to Telegram is back after {Failures} failures")]
    private partial void LineBack(int failures);
}
