using EcomCenter.Background;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// Pulls at start, after each callback, and at intervals, because a callback may be lost. At intervals only the node that holds the lease
/// pulls. After a callback the node that received it pulls at once; if both pull at the same time, the cursor lets one of them move it.
/// </summary>
public sealed partial class WeComListener(
    WeComApi api, WeComPuller puller, CallbackBell bell, WeComHealth health, ILeases leases, IChannelStatusStore channelStatus,
    IDatabaseOutage outage, TimeProvider time, ILogger<WeComListener> log) : BackgroundService
{
    /// <summary>The name of the lease.</summary>
    public const string Lease = "listen:wecom";

    private string? _loggedError;
    private int _failures;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!api.Options.IsOn) return Task.CompletedTask;
        var loop = new BackgroundLoop(time, api.Options.PullInterval);
        bell.Rung = loop.Wake;
        // What fails here is the database. WeCom keeps the words until they are stored.
        return loop.RunAsync(PullAsync, outage.ReportOr(failure => LogChange(failure.GetType().Name)), stoppingToken);
    }

    private async Task<DateTimeOffset?> PullAsync(CancellationToken cancellation)
    {
        var rung = bell.Take();
        var accounts = await leases.TryHoldAsync(Lease, cancellation)
            ? api.Options.ListAccounts() : [.. api.Options.ListAccounts().Where(rung.ContainsKey)];
        if (accounts.Count == 0) return null;
        string? failed = null;
        foreach (var account in accounts)
            failed = await TryPullAsync(account, rung.GetValueOrDefault(account), cancellation) ?? failed;
        await RecordAsync(failed, cancellation);
        _failures = failed is null ? 0 : _failures + 1;
        return failed is null ? null : time.GetUtcNow() + BackOff.After(_failures);
    }

    /// <summary>Returns the code of the error, so that one account does not hold up the others; null if all words were stored.</summary>
    private async Task<string?> TryPullAsync(string account, string? callbackToken, CancellationToken cancellation)
    {
        try
        {
            await puller.PullAsync(account, callbackToken, cancellation);
            return null;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && !outage.TryReport(error))
        {
            // The loop must go on: every failure becomes a code on the page of channels.
            return TencentErrors.GetCode(error);
        }
    }

    private async Task RecordAsync(string? error, CancellationToken cancellation)
    {
        LogChange(error);
        if (error is null)
        {
            health.RecordAnswer(time.GetUtcNow());
            await channelStatus.MarkUpAsync(ContactChannel.WeCom, cancellation);
        }
        else
        {
            health.RecordFailure(error, time.GetUtcNow());
            await channelStatus.MarkDownAsync(ContactChannel.WeCom, cancellation);
        }
    }

    // Logs each error once, however long it lasts.
    private void LogChange(string? error)
    {
        if (error == _loggedError) return;
        _loggedError = error;
        if (error is null) LogConnectionRestored();
        else LogConnectionLost(error);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The words of residents can't be pulled from WeCom ({Code}); it keeps them for three days. Check the network, "
            + "WeCom:CorpId, WeCom:Secret, WeCom:OpenKfId and the trusted addresses of the application (60020). Retrying")]
    private partial void LogConnectionLost(string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "The words of residents are pulled from WeCom")]
    private partial void LogConnectionRestored();
}
