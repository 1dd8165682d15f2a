using System.Text;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// The address that WeCom calls when there is something to pull. It holds no words, so nothing is stored: a call that is lost, also after
/// it was answered, only delays the words until the next pull.
/// </summary>
public sealed partial class WeComWebhook(
    IOptions<WeComOptions> options, CallbackBell bell, IServerTimes times, TimeProvider time, ILogger<WeComWebhook> log) : IWebhook
{
    public const string Path = "/bots/wecom";

    private static readonly WebhookReply Success = new(200, "success");

    private readonly WeComOptions _options = options.Value;
    private readonly CallbackKeys _keys =
        new(options.Value.Token, options.Value.EncodingAesKey, options.Value.CorpId, options.Value.SignatureAge, times, time);
    private int _rejected;

    /// <summary>The number of requests rejected since the program started.</summary>
    public int RejectedCount => Volatile.Read(ref _rejected);

    string IWebhook.Path => Path;

    public bool IsEnabled => _options.IsOn;

    public bool IsVerifiedByGet => true;

    /// <summary>A callback has a few hundred bytes.</summary>
    public int MaxBodyBytes => 16 * 1024;

    public WebhookReply VerifyAddress(WebhookRequest request) =>
        IsRecent(request) && _keys.Decrypt(ReadSignature(request), request.Query("echostr") ?? "") is { } echo
            ? new(200, echo) : Reject();

    /// <summary>The signature covers the body too, so only its presence and its time can be checked before.</summary>
    public bool IsFromMessenger(WebhookRequest request)
    {
        if (IsRecent(request)) return true;
        Reject();
        return false;
    }

    public Task<WebhookReply> ReceiveAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        Task.FromResult(Receive(ReadSignature(request), Encoding.UTF8.GetString(body.Span)));

    private bool IsRecent(WebhookRequest request) =>
        request.Query("msg_signature") is { Length: > 0 } && _keys.IsRecent(ReadSignature(request).Timestamp);

    private WebhookReply Receive(CallbackSignature signature, string body)
    {
        if (CallbackXml.ReadFields(body)?.GetValueOrDefault("Encrypt") is not { } encrypted
            || _keys.Decrypt(signature, encrypted) is not { } xml)
            return Reject();
        // Other events, as of the accounts that the application may manage, tell of no words.
        if (CallbackXml.ReadFields(xml) is { } fields && fields.GetValueOrDefault("Event") == "kf_msg_or_event") Ring(fields);
        return Success;
    }

    // An older form of the callback does not name the account.
    private void Ring(IReadOnlyDictionary<string, string> fields)
    {
        var token = fields.GetValueOrDefault("Token", "");
        var named = fields.GetValueOrDefault("OpenKfId");
        foreach (var account in _options.ListAccounts())
            if (named is null or "" || named == account) bell.Ring(account, token);
    }

    // Logs the 1st, 10th, 100th … rejection only, so that an attacker cannot fill the log.
    private WebhookReply Reject()
    {
        var times = Interlocked.Increment(ref _rejected);
        if (Math.Log10(times) % 1 == 0) LogRejected(times);
        return WebhookReply.Rejected;
    }

    private static CallbackSignature ReadSignature(WebhookRequest request) =>
        new("", request.Query("timestamp") ?? "", request.Query("nonce") ?? "", MessageSignature: request.Query("msg_signature"));

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Rejected {Times} requests with an invalid WeCom signature since the start. If they came from WeCom, then WeCom:Token, "
            + "WeCom:EncodingAesKey or WeCom:CorpId differ from the platform's, or the clock of this machine is wrong")]
    private partial void LogRejected(int times);
}
