using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Registers the webhook with Telegram and checks it every minute, because others may have removed it, or Telegram may not reach our
/// address. Telegram keeps pending updates in the meantime.
/// </summary>
public sealed partial class TelegramWebhookRegistration(
    TelegramApi api, TelegramDiagnostics diagnostics, TelegramHealth health, IChannelStatusStore channelStatus, IDatabaseOutage outage,
    TimeProvider time, ILogger<TelegramWebhookRegistration> log) : BackgroundService
{
    private const int MinSecretLength = 16;

    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (api.Options is not { IsOn: true, Mode: TelegramMode.Webhook }) return;
        if (api.Options.WebhookSecret.Length < MinSecretLength) LogShortSecret();
        if (api.Options.WebhookUrl is null) LogNoPublicUrl();
        // A failure is recorded where it happens, so that staff see it; the loop has none to report.
        await new BackgroundLoop(time, api.Timing.WebhookCheckInterval).RunAsync(CheckAsync, _ => { }, stoppingToken);
    }

    private async Task<DateTimeOffset?> CheckAsync(CancellationToken cancellation) =>
        await TryRegisterAsync(cancellation) ? null : time.GetUtcNow() + api.Timing.PauseAfter(++_failures);

    private async Task<bool> TryRegisterAsync(CancellationToken cancellation)
    {
        try
        {
            await RegisterAsync(cancellation);
            _failures = 0;
            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The registration is repeated: every failure becomes a code on the page of channels.
            if (outage.TryReport(error)) return false;
            var code = TelegramErrors.GetCode(error);
            health.RecordFailure(code, time.GetUtcNow());
            LogNotRegistered(code);
            await channelStatus.MarkDownAsync(ContactChannel.Telegram, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private async Task RegisterAsync(CancellationToken cancellation)
    {
        var state = await diagnostics.GetWebhookAsync(cancellation);
        if (api.Options.WebhookUrl is { } ours && (state.Url != ours || _failures > 0 || health.AnsweredAt is null))
        {
            await api.CallWithoutResultAsync((client, token) => client.SetWebhook(ours, allowedUpdates: [], dropPendingUpdates: false,
                secretToken: api.Options.WebhookSecret, cancellationToken: token), cancellation);
            if (state.Url != ours) LogRegistered();
            state = state with { Url = ours };
        }

        health.RecordAnswer(time.GetUtcNow());
        if (IsStuck(state)) await channelStatus.MarkDownAsync(ContactChannel.Telegram, cancellation);
        else await channelStatus.MarkUpAsync(ContactChannel.Telegram, cancellation);
    }

    // Updates are pending, and Telegram recently failed to deliver.
    private bool IsStuck(WebhookState state) =>
        state.Url.Length == 0
            || (state.PendingUpdates > 0 && state.LastErrorAt is { } at && time.GetUtcNow() - at < api.Timing.WebhookCheckInterval * 3);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Telegram:WebhookSecret is short. Use at least 32 characters, so that it is hard to guess")]
    private partial void LogShortSecret();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Telegram:Mode is webhook, but Desk:PublicUrl is not an https address that Telegram can reach. Set the webhook to "
            + "the route /bots/telegram by hand")]
    private partial void LogNoPublicUrl();

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered the webhook: Telegram now delivers updates to /bots/telegram")]
    private partial void LogRegistered();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not register or check the webhook with Telegram ({Code}). Retrying")]
    private partial void LogNotRegistered(string code);
}
