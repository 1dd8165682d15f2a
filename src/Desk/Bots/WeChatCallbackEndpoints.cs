using System.Text;
using EcomCenter.Bots.Channels.WeChat;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The endpoints that WeChat calls. WeChat waits five seconds for an answer and tries three times in all. A stored message is answered with
/// "success" and processed later. A message that could not be stored is answered with 503.
/// </summary>
internal static partial class WeChatCallbackEndpoints
{
    public const string Path = "/bots/wechat";

    private const string SuccessReply = "success";

    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(4), RetryDelay = TimeSpan.FromMilliseconds(200);

    public static void MapWeChat(this IEndpointRouteBuilder app)
    {
        var wechat = app.MapGroup(Path).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        wechat.MapGet("", VerifyAddress);
        wechat.MapPost("", ReceiveAsync);
        wechat.MapGet("notice", WeChatConsentEndpoint.ShowAsync);
    }

    private static IResult VerifyAddress(HttpContext http, WeChatCallbackVerifier verifier, ILogger<WeChatCallbackVerifier> log) =>
        !verifier.IsOn ? Results.NotFound()
        : verifier.VerifyEcho(ReadSignature(http.Request), http.Request.Query["echostr"].ToString()) is { } echo ? PlainText(echo)
        : Reject(verifier, log);

    // Logs the 1st, 10th, 100th … rejection only, so that an attacker cannot fill the log.
    private static IResult Reject(WeChatCallbackVerifier verifier, ILogger log)
    {
        var times = verifier.RejectedCount;
        if (Math.Log10(Math.Max(1, times)) % 1 == 0) LogRejected(log, times);
        return Results.Unauthorized();
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, WeChatCallbackVerifier verifier, WeChatUpdateReceiver receiver, ILogger<WeChatCallbackVerifier> log)
    {
        if (!verifier.IsOn) return Results.NotFound();
        var signature = ReadSignature(http.Request);
        if (!verifier.IsSigned(signature)) return Reject(verifier, log);
        if (await ReadBodyAsync(http) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (verifier.ReadMessage(signature, body) is not { } xml) return Reject(verifier, log);
        return await StoreAsync(xml, receiver, log) ? PlainText(SuccessReply) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // A full queue or a short disk error may be over before WeChat's timeout.
    private static async Task<bool> StoreAsync(string xml, WeChatUpdateReceiver receiver, ILogger log)
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
                if (error is not OperationCanceledException)
                    await Task.Delay(RetryDelay, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!timeout.IsCancellationRequested) continue;
                LogNotStored(log, error.GetType().Name);
                return false;
            }
        }
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MaxBodyBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>The largest accepted body, in bytes. An encrypted message is a third longer than its content.</summary>
    private const int MaxBodyBytes = 128 * 1024;

    private static WeChatSignature ReadSignature(HttpRequest request) => new(
        request.Query["signature"].ToString(), request.Query["timestamp"].ToString(), request.Query["nonce"].ToString(),
        request.Query["encrypt_type"], request.Query["msg_signature"]);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Rejected {Times} requests with an invalid WeChat signature since the start. If they came from WeChat, then "
            + "WeChat:Token or WeChat:EncodingAesKey differ from the platform's, or the clock of this machine is wrong")]
    private static partial void LogRejected(ILogger log, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not store a message of WeChat ({Trouble}). WeChat will deliver it again")]
    private static partial void LogNotStored(ILogger log, string trouble);

    private static IResult PlainText(string text) => Results.Text(text, "text/plain", Encoding.UTF8);
}
