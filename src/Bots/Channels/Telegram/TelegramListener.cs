using System.Text.Json;
using EcomCenter.Background;
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
    TelegramApi api, TelegramUpdateReceiver receiver, TelegramHealth health, ILeases leases, IChannelStatusStore channelStatus,
    IDatabaseOutage outage, TimeProvider time, ILogger<TelegramListener> log) : BackgroundService
{
    /// <summary>The name of the lease.</summary>
    public const string Lease = "listen:telegram";

    private int _offset;
    private int _failures;
    private bool _webhookRemoved, _isUp;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (api.Options is not { IsOn: true, Mode: TelegramMode.Polling }) return;
        using var detached = new DetachedCancellation(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.TryHoldAsync(Lease, detached.Token)) await PollAsync(detached.Token);
                else await StandByAsync(detached.Token);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested && outage.TryReport(error))
            {
                // Telegram keeps the updates until they are stored.
                await Task.Delay(api.Timing.LeaseRetryInterval, time, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The loop must go on: every failure is recorded, and the updates are asked for again.
                await RecordFailureAsync(error, detached.Token);
                await Task.Delay(PauseAfter(error), time, stoppingToken);
            }
        }
    }

    private async Task PollAsync(CancellationToken cancellation)
    {
        // A webhook left from before would make every poll a conflict. Pending updates are kept.
        if (!_webhookRemoved)
            await api.CallWithoutResultAsync((client, token) => client.DeleteWebhook(dropPendingUpdates: false, token), cancellation);
        _webhookRemoved = true;
        // The first poll, and the first after an error, returns at once, so that the recovery is reported without delay.
        var updates = await api.GetUpdatesAsync(_offset, longPoll: _isUp, cancellation);
        _isUp = true;
        health.RecordAnswer(time.GetUtcNow());
        await channelStatus.MarkUpAsync(ContactChannel.Telegram, cancellation);
        if (updates.Length > 0) await StoreAsync(updates, cancellation);
        if (_failures > 0) LogConnectionRestored(_failures);
        _failures = 0;
    }

    private async Task StoreAsync(JsonElement[] updates, CancellationToken cancellation)
    {
        await receiver.ReceiveAsync(updates, cancellation);
        _offset = updates.Max(update => update.GetProperty("update_id").GetInt32()) + 1;
    }

    private Task StandByAsync(CancellationToken cancellation)
    {
        _webhookRemoved = _isUp = false;
        return Task.Delay(api.Timing.LeaseRetryInterval, time, cancellation);
    }

    private async Task RecordFailureAsync(Exception error, CancellationToken cancellation)
    {
        _isUp = false;
        health.RecordFailure(TelegramErrors.GetCode(error), time.GetUtcNow());
        // If the database is unavailable too, only the log reports the failure.
        await channelStatus.MarkDownAsync(ContactChannel.Telegram, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan PauseAfter(Exception error)
    {
        _failures++;
        var code = (error as ApiRequestException)?.ErrorCode;
        if (code is 409 && error.Message.Contains("webhook", StringComparison.OrdinalIgnoreCase)) return RemoveWebhook();
        if (code is 401 or 404) LogTokenRejected();
        else if (code is 409) LogOtherListener();
        else LogConnectionLost(_failures, TelegramErrors.GetCode(error));
        if (code is 401 or 404 or 409) return api.Timing.ConfigurationErrorPause;
        return (error as ApiRequestException)?.Parameters?.RetryAfter is { } seconds
            ? TimeSpan.FromSeconds(seconds) : api.Timing.PauseAfter(_failures);
    }

    private TimeSpan RemoveWebhook()
    {
        _webhookRemoved = false;
        LogForeignWebhook();
        return api.Timing.PauseAfter(_failures);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Somebody set a webhook for this bot while it polls (409). Removing it. If you did not set it, others know "
            + "Telegram:Token: renew the token")]
    private partial void LogForeignWebhook();

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Telegram does not know this bot: Telegram:Token is wrong or was revoked. Retrying slowly")]
    private partial void LogTokenRejected();

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Another program polls Telegram for this bot (409). Stop it or give it its own bot. Retrying slowly")]
    private partial void LogOtherListener();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The connection to Telegram is down, failure {Failures} in a row ({Code}). Retrying")]
    private partial void LogConnectionLost(int failures, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to Telegram is back after {Failures} failures")]
    private partial void LogConnectionRestored(int failures);
}
