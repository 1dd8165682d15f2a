using EcomCenter.Background;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Calls a cheap WeChat method at intervals, so that a changed secret, a blocked IP address or a lost connection is noticed before the next
/// answer gets stuck. Only the node that holds the lease calls.
/// </summary>
public sealed partial class WeChatHealthMonitor(
    WeChatApi api, WeChatHealth health, ILeases leases, IChannelStatusStore channelStatus, IDatabaseOutage outage, TimeProvider time,
    ILogger<WeChatHealthMonitor> log) : BackgroundService
{
    /// <summary>The name of the lease.</summary>
    public const string Lease = "watch:wechat";

    private const string ProbePath = "/cgi-bin/getcallbackip";

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(45), MinRenewalInterval = TimeSpan.FromHours(2);

    private string? _loggedError;
    private long? _renewedAt;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => !api.Options.IsOn ? Task.CompletedTask
        // A failed check means that the database is unavailable. The next one writes the status.
        : new BackgroundLoop(time, CheckInterval)
            .RunAsync(CheckAsync, outage.ReportOr(failure => LogChange(failure.GetType().Name)), stoppingToken);

    private async Task<DateTimeOffset?> CheckAsync(CancellationToken cancellation)
    {
        if (await leases.TryHoldAsync(Lease, cancellation)) await RecordAsync(await ProbeAsync(cancellation), cancellation);
        return null;
    }

    /// <summary>
    /// Returns the error code, or null if WeChat answers. Other errors, such as too many calls, also prove that WeChat answers.
    /// </summary>
    private async Task<string?> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await CallProbeAsync(cancellation);
            return null;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // A check reports every way in which the platform fails.
            return error is TencentApiException refusal && !WeChatErrors.IsAccountError(refusal.Code) ? null : TencentErrors.GetCode(error);
        }
    }

    // WeChat limits token renewals per day. Health checks renew seldom, so that enough renewals remain for answers.
    private async Task CallProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await api.GetAsync(ProbePath, renew: false, cancellation);
        }
        catch (TencentApiException refusal) when (refusal.IsTokenError && MayRenew())
        {
            _renewedAt = time.GetTimestamp();
            await api.GetAsync(ProbePath, renew: true, cancellation);
        }
    }

    private bool MayRenew() => _renewedAt is not { } last || time.GetElapsedTime(last) >= MinRenewalInterval;

    private async Task RecordAsync(string? error, CancellationToken cancellation)
    {
        LogChange(error);
        if (error is null)
        {
            health.RecordAnswer(time.GetUtcNow());
            await channelStatus.MarkUpAsync(ContactChannel.WeChat, cancellation);
        }
        else
        {
            health.RecordFailure(error, time.GetUtcNow());
            await channelStatus.MarkDownAsync(ContactChannel.WeChat, cancellation);
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
        Message = "WeChat does not answer this account ({Code}). Check the network, WeChat:AppId, WeChat:AppSecret and the account's IP "
            + "white list (40164). Retrying")]
    private partial void LogConnectionLost(string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "WeChat answers this account again")]
    private partial void LogConnectionRestored();
}
