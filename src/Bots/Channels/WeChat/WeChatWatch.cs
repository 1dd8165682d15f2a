using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Asks WeChat something cheap now and then, so that a secret that was changed, an address that is not allowed or a line that is down is known before the
/// next answer is stuck. Of several nodes one asks.
/// </summary>
public sealed partial class WeChatWatch(WeChatLine line, WeChatHealth health, ILeases leases, ILineBook book, TimeProvider time, ILogger<WeChatWatch> log) : BackgroundService
{
    /// <summary>The lease of who asks.</summary>
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
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                // The book is out of reach: the next look tells it.
                Tell(trouble.GetType().Name);
            }

            await Task.Delay(Between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null when all is well. Whatever else WeChat says, such as that we ask too often, it answers us.</summary>
    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            await GetAsync(cancellation);
            return null;
        }
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            return trouble is WeChatRefusal refusal && !WeChatTrouble.IsOursToMend(refusal.Code) ? null : WeChatTrouble.Code(trouble);
        }
    }

    // A token that stays refused must not use up the day's replacements: those are for answers.
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

    private async Task KeepAsync(string? trouble, CancellationToken cancellation)
    {
        Tell(trouble);
        if (trouble is null)
        {
            health.Answered(time.GetUtcNow());
            await book.UpAsync(ContactChannel.WeChat, cancellation);
        }
        else
        {
            health.Failed(trouble, time.GetUtcNow());
            await book.DownAsync(ContactChannel.WeChat, cancellation);
        }
    }

    // Once for each trouble, however long it lasts.
    private void Tell(string? trouble)
    {
        if (trouble == _told) return;
        _told = trouble;
        if (trouble is null) LineBack();
        else LineDown(trouble);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "WeChat does not answer this account ({Code}): see to the line, to WeChat:AppId, WeChat:AppSecret and the addresses that the account allows (40164). Asking again")]
    private partial void LineDown(string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "WeChat answers this account again")]
    private partial void LineBack();
}
