using System.Text;
using EcomCenter.Bots.Channels.WeChat;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// Where WeChat knocks. It waits five seconds, then it asks again, three times in all: what was stored is answered with "success" and worked through
/// afterwards, what could not be stored with 503.
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

    // Told at the 1st, the 10th, the 100th …: whoever knocks for fun fills no log.
    private static IResult TurnAway(WeChatDoor door, ILogger log)
    {
        var times = door.TurnedAway;
        if (Math.Log10(Math.Max(1, times)) % 1 == 0) NotWeChat(log, times);
        return Results.Unauthorized();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, WeChatDoor door, WeChatIntake intake, ILogger<WeChatDoor> log)
    {
        if (!door.IsOn) return Results.NotFound();
        var seal = SealOf(http.Request);
        if (!door.Knows(seal)) return TurnAway(door, log);
        if (await BodyAsync(http) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (door.Open(seal, body) is not { } xml) return TurnAway(door, log);
        return await StoreAsync(xml, intake, log) ? Plain(Understood) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // A full queue or a short trouble of the disk may be over before WeChat's patience is.
    private static async Task<bool> StoreAsync(string xml, WeChatIntake intake, ILogger log)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await intake.TakeAsync(xml, patience.Token).WaitAsync(patience.Token);
                return true;
            }
            catch (Exception trouble)
            {
                if (trouble is not OperationCanceledException) await Task.Delay(Between, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!patience.IsCancellationRequested) continue;
                NotKept(log, trouble.GetType().Name);
                return false;
            }
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpContext http)
    {
        var body = new MemoryStream();
        var piece = new byte[8 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(piece, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > LongestBody) return null;
            body.Write(piece, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>A sealed message is a third longer than what is in it.</summary>
    private const int LongestBody = 128 * 1024;

    private static WeChatSeal SealOf(HttpRequest request) => new(
        request.Query["signature"].ToString(), request.Query["timestamp"].ToString(), request.Query["nonce"].ToString(),
        request.Query["encrypt_type"], request.Query["msg_signature"]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What knocked at /bots/wechat was not signed as WeChat signs, {Times} times since the start. If it was WeChat: WeChat:Token or WeChat:EncodingAesKey differ from the platform's, or this machine's clock is wrong")]
    private static partial void NotWeChat(ILogger log, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of WeChat's could not be kept ({Trouble}); it will be brought again")]
    private static partial void NotKept(ILogger log, string trouble);

    private static IResult Plain(string text) => Results.Text(text, "text/plain", Encoding.UTF8);
}
