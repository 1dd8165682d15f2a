using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Calls a cheap WeChat method at intervals, so that a changed secret, a blocked IP address or a lost connection is noticed before the next
/// answer gets stuck. Only the node that holds the lease calls.
/// </summary>
public sealed partial class WeChatWatch(
    WeChatLine line, WeChatHealth health, ILeases leases, ILineBook book, TimeProvider time, ILogger<WeChatWatch> log) : BackgroundService
{
    /// <summary>The name of the lease.</summary>
    public const string Lease = "watch:wechat";

    private const string Cheap = "/cgi-bin/getcallbackip";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(45), BetweenRenewals = TimeSpan.FromHours(2);

    private string? _told;
    private DateTimeOffset _renewedAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!line.Options.IsOn) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.HoldAsync(Lease, stoppingToken)) await KeepAsync(await AskAsync(stoppingToken), stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is unavailable. The next check writes the status.
                Tell(error.GetType().Name);
            }

            await Task.Delay(Between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Returns the error code, or null if WeChat answers. Other errors, such as too many calls, also prove that WeChat answers.
    /// </summary>
    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            await GetAsync(cancellation);
            return null;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return error is WeChatRefusal refusal && !WeChatTrouble.IsOursToMend(refusal.Code) ? null : WeChatTrouble.Code(error);
        }
    }

    // WeChat limits token renewals per day. Health checks renew seldom, so that enough renewals remain for answers.
    private async Task GetAsync(CancellationToken cancellation)
    {
        try
        {
            await line.GetAsync(Cheap, renew: false, cancellation);
        }
        catch (WeChatRefusal refusal) when (refusal.IsOfTheToken && time.GetUtcNow() - _renewedAt >= BetweenRenewals)
        {
            _renewedAt = time.GetUtcNow();
            await line.GetAsync(Cheap, renew: true, cancellation);
        }
    }

    private async Task KeepAsync(string? error, CancellationToken cancellation)
    {
        Tell(error);
        if (error is null)
        {
            health.Answered(time.GetUtcNow());
            await book.UpAsync(ContactChannel.WeChat, cancellation);
        }
        else
        {
            health.Failed(error, time.GetUtcNow());
            await book.DownAsync(ContactChannel.WeChat, cancellation);
        }
    }

    // Logs each error once, however long it lasts.
    private void Tell(string? error)
    {
        if (error == _told) return;
        _told = error;
        if (error is null) LineBack();
        else LineDown(error);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "WeChat does not answer this account ({Code}). Check the network, WeChat:AppId, WeChat:AppSecret and the account's IP "
            + "white list (40164). Retrying")]
    private partial void LineDown(string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "WeChat answers this account again")]
    private partial void LineBack();
}
