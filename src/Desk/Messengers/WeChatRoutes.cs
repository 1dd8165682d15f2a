using System.Text;
using EcomCenter.Bots.Channels.WeChat;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// The endpoints that WeChat calls. WeChat waits five seconds for an answer and tries three times in all. A stored message is answered with
/// "success" and processed later. A message that could not be stored is answered with 503.
/// </summary>
internal static partial class WeChatRoutes
{
    public const string Path = "/bots/wechat";

    private const string Understood = "success";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4), Between = TimeSpan.FromMilliseconds(200);

    public static void MapWeChat(this IEndpointRouteBuilder app)
    {
        var wechat = app.MapGroup(Path).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        wechat.MapGet("", Echo);
        wechat.MapPost("", TakeAsync);
        wechat.MapGet("notice", WeChatConsentRoute.ShowAsync);
    }

    private static IResult Echo(HttpContext http, WeChatDoor door, ILogger<WeChatDoor> log) => !door.IsOn ? Results.NotFound()
        : door.Echo(SealOf(http.Request), http.Request.Query["echostr"].ToString()) is { } echo ? Plain(echo) : TurnAway(door, log);

    // Logs the 1st, 10th, 100th … rejection only, so that an attacker cannot fill the log.
    private static IResult TurnAway(WeChatDoor door, ILogger log)
    {
        var times = door.TurnedAway;
        if (Math.Log10(Math.Max(1, times)) % 1 == 0) NotWeChat(log, times);
        return Results.Unauthorized();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, WeChatDoor door, WeChatIntake intake, ILogger<WeChatDoor> log)
    {
        if (!door.IsOn) return Results.NotFound();
        var signature = SealOf(http.Request);
        if (!door.Knows(signature)) return TurnAway(door, log);
        if (await BodyAsync(http) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (door.Open(signature, body) is not { } xml) return TurnAway(door, log);
        return await StoreAsync(xml, intake, log) ? Plain(Understood) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // A full queue or a short disk error may be over before WeChat's timeout.
    private static async Task<bool> StoreAsync(string xml, WeChatIntake intake, ILogger log)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await intake.TakeAsync(xml, timeout.Token).WaitAsync(timeout.Token);
                return true;
            }
            catch (Exception error)
            {
                if (error is not OperationCanceledException)
                    await Task.Delay(Between, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!timeout.IsCancellationRequested) continue;
                NotKept(log, error.GetType().Name);
                return false;
            }
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpContext http)
    {
        var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > LongestBody) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>The largest accepted body, in bytes. An encrypted message is a third longer than its content.</summary>
    private const int LongestBody = 128 * 1024;

    private static WeChatSeal SealOf(HttpRequest request) => new(
        request.Query["signature"].ToString(), request.Query["timestamp"].ToString(), request.Query["nonce"].ToString(),
        request.Query["encrypt_type"], request.Query["msg_signature"]);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Rejected {Times} requests with an invalid WeChat signature since the start. If they came from WeChat, then "
            + "WeChat:Token or WeChat:EncodingAesKey differ from the platform's, or the clock of this machine is wrong")]
    private static partial void NotWeChat(ILogger log, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not store a message of WeChat ({Trouble}). WeChat will deliver it again")]
    private static partial void NotKept(ILogger log, string trouble);

    private static IResult Plain(string text) => Results.Text(text, "text/plain", Encoding.UTF8);
}
