using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Tells Telegram where to bring updates, and looks every minute whether it can: somebody else may have taken the webhook away, or our door may not open.
/// What waits with Telegram meanwhile stays there.
/// </summary>
public sealed partial class TelegramHooking(
    TelegramLine line, TelegramCheck check, TelegramHealth health, ILineBook book, TimeProvider time, ILogger<TelegramHooking> log) : BackgroundService
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
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            var code = TelegramTrouble.Code(trouble);
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

    // Something waits, and the last we heard of it is that it could not be brought.
    private bool IsStuck(HookState state) =>
        state.Url.Length == 0 || (state.Pending > 0 && state.LastErrorAt is { } at && time.GetUtcNow() - at < line.Pace.LookAgain * 3);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram:WebhookSecret is short; 32 characters or more are hard to guess")]
    private partial void SecretIsShort();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram:Mode is webhook, but Desk:PublicUrl is no https address that Telegram could reach: the webhook has to be set by hand, to the route /bots/telegram")]
    private partial void NoAddress();

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram brings updates to /bots/telegram from now on")]
    private partial void Hooked();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram could not be told where to bring updates ({Code}). Trying again")]
    private partial void NotHooked(string code);
}
