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
public sealed partial class TelegramHooking(
    TelegramLine line, TelegramCheck check, TelegramHealth health, ILineBook book, TimeProvider time,
    ILogger<TelegramHooking> log) : BackgroundService
{
    private const int ShortSecret = 16;

    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (line.Options is not { IsOn: true, Mode: TelegramMode.Webhook }) return;
        if (line.Options.WebhookSecret.Length < ShortSecret) SecretIsShort();
        if (line.Options.HookUrl is null) NoAddress();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(await TryAsync(stoppingToken) ? line.Pace.LookAgain : line.Pace.PauseAfter(++_failures), time, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await LookAsync(cancellation);
            _failures = 0;
            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            var code = TelegramTrouble.Code(error);
            health.Failed(code, time.GetUtcNow());
            NotHooked(code);
            await book.DownAsync(ContactChannel.Telegram, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var state = await check.HookAsync(cancellation);
        if (line.Options.HookUrl is { } ours && (state.Url != ours || _failures > 0 || health.AnsweredAt is null))
        {
            await line.TellAsync((client, token) => client.SetWebhook(ours, allowedUpdates: [], dropPendingUpdates: false,
                secretToken: line.Options.WebhookSecret, cancellationToken: token), cancellation);
            if (state.Url != ours) Hooked();
            state = state with { Url = ours };
        }

        health.Answered(time.GetUtcNow());
        if (IsStuck(state)) await book.DownAsync(ContactChannel.Telegram, cancellation);
        else await book.UpAsync(ContactChannel.Telegram, cancellation);
    }

    // Updates are pending, and Telegram recently failed to deliver.
    private bool IsStuck(HookState state) =>
        state.Url.Length == 0 || (state.Pending > 0 && state.LastErrorAt is { } at && time.GetUtcNow() - at < line.Pace.LookAgain * 3);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Telegram:WebhookSecret is short. Use at least 32 characters, so that it is hard to guess")]
    private partial void SecretIsShort();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Telegram:Mode is webhook, but Desk:PublicUrl is not an https address that Telegram can reach. Set the webhook to "
            + "the route /bots/telegram by hand")]
    private partial void NoAddress();

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered the webhook: Telegram now delivers updates to /bots/telegram")]
    private partial void Hooked();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not register or check the webhook with Telegram ({Code}). Retrying")]
    private partial void NotHooked(string code);
}
