using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// The address that WeChat calls. WeChat waits five seconds for an answer and tries three times in all. A stored message is answered with
/// "success" and processed later.
/// </summary>
internal sealed partial class WeChatWebhook(
    WeChatCallbackVerifier verifier, WeChatUpdateReceiver receiver, IDatabaseOutage outage, ILogger<WeChatWebhook> log) : IWebhook
{
    private static readonly WebhookReply Success = new(200, "success");

    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(4), RetryDelay = TimeSpan.FromMilliseconds(200);

    public string Path => "/bots/wechat";

    public bool IsEnabled => verifier.IsOn;

    public bool IsVerifiedByGet => true;

    /// <summary>An encrypted message is a third longer than its content.</summary>
    public int MaxBodyBytes => 128 * 1024;

    public WebhookReply VerifyAddress(WebhookRequest request) =>
        verifier.VerifyEcho(ReadSignature(request), request.Query("echostr") ?? "") is { } echo ? new(200, echo) : Reject();

    public bool IsFromMessenger(WebhookRequest request)
    {
        if (verifier.IsSigned(ReadSignature(request))) return true;
        LogSeldom();
        return false;
    }

    public async Task<WebhookReply> ReceiveAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (verifier.ReadMessage(ReadSignature(request), body.Span) is not { } xml) return Reject();
        return await StoreAsync(xml) ? Success : WebhookReply.NotStored;
    }

    private WebhookReply Reject()
    {
        LogSeldom();
        return WebhookReply.Rejected;
    }

    // Logs the 1st, 10th, 100th … rejection only, so that an attacker cannot fill the log.
    private void LogSeldom()
    {
        var times = verifier.RejectedCount;
        if (Math.Log10(Math.Max(1, times)) % 1 == 0) LogRejected(times);
    }

    // A full queue or a short disk error may be over before WeChat's timeout.
    private async Task<bool> StoreAsync(string xml)
    {
        using var timeout = new CancellationTokenSource(StoreTimeout);
        while (true)
        {
            try
            {
                await receiver.ReceiveAsync(xml, timeout.Token).WaitAsync(timeout.Token);
                return true;
            }
            catch (Exception error)
            {
                // Whatever failed, the platform is told that the update is not stored, and sends it again.
                if (error is not OperationCanceledException)
                    await Task.Delay(RetryDelay, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!timeout.IsCancellationRequested) continue;
                if (!outage.TryReport(error is OperationCanceledException ? new StoreTimeoutException() : error))
                    LogNotStored(error.GetType().Name);
                return false;
            }
        }
    }

    private static CallbackSignature ReadSignature(WebhookRequest request) => new(
        request.Query("signature") ?? "", request.Query("timestamp") ?? "", request.Query("nonce") ?? "", request.Query("encrypt_type"),
        request.Query("msg_signature"));

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Rejected {Times} requests with an invalid WeChat signature since the start. If they came from WeChat, then "
            + "WeChat:Token or WeChat:EncodingAesKey differ from the platform's, or the clock of this machine is wrong")]
    private partial void LogRejected(int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not store a message of WeChat ({ErrorType}). WeChat will deliver it again")]
    private partial void LogNotStored(string errorType);
}
