using System.Text;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// Where WeChat knocks. It waits five seconds, then it asks again, three times in all: what was stored is answered with "success" and worked through
/// afterwards, what could not be stored with 503.
/// </summary>
internal static class WeChatRoutes
{
    public const string Path = "/bots/wechat";

    private const string Understood = "success";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    public static void MapWeChat(this IEndpointRouteBuilder app)
    {
        var wechat = app.MapGroup(Path).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        wechat.MapGet("", Echo);
        wechat.MapPost("", TakeAsync);
        wechat.MapGet("notice", WeChatConsentRoute.ShowAsync);
    }

    private static IResult Echo(HttpContext http, WeChatDoor door) => !door.IsOn ? Results.NotFound()
        : door.Echo(SealOf(http.Request), http.Request.Query["echostr"].ToString()) is { } echo ? Plain(echo) : Results.Unauthorized();

    private static async Task<IResult> TakeAsync(HttpContext http, WeChatDoor door, WeChatIntake intake)
    {
        if (!door.IsOn) return Results.NotFound();
        var seal = SealOf(http.Request);
        if (!door.Knows(seal)) return Results.Unauthorized();
        if (await BodyAsync(http) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (door.Open(seal, body) is not { } xml) return Results.Unauthorized();
        return await StoreAsync(xml, intake) ? Plain(Understood) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // A full queue or a short trouble of the disk may be over before WeChat's patience is.
    private static async Task<bool> StoreAsync(string xml, WeChatIntake intake)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await intake.TakeAsync(xml, patience.Token).WaitAsync(patience.Token);
                return true;
            }
            catch (StorageTroubleException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(200, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception trouble) when (trouble is StorageTroubleException or OperationCanceledException)
            {
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

    private static IResult Plain(string text) => Results.Text(text, "text/plain", Encoding.UTF8);
}
