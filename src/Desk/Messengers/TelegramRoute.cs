using System.Buffers;
using EcomCenter.Bots.Channels.Telegram;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// Where Telegram brings updates: 401 before anything is read for who does not know the secret; 200 only when the update is durable; 503 when it could
/// not be kept, so that it is brought again.
/// </summary>
internal static partial class TelegramRoute
{
    public static async Task<Results<Ok, NotFound, UnauthorizedHttpResult, BadRequest, StatusCodeHttpResult>> TakeAsync(HttpContext http, TelegramHook hook, ILogger<TelegramHook> log)
    {
        if (!hook.IsOpen) return TypedResults.NotFound();
        if (!hook.Knows(http.Request.Headers[TelegramHook.SecretHeader])) return TypedResults.Unauthorized();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = TelegramHook.LargestBody;
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var answer = await hook.TakeAsync(new ReadOnlySequence<byte>(body.GetBuffer(), 0, (int)body.Length), CancellationToken.None);
            return answer is HookAnswer.Taken ? TypedResults.Ok() : TypedResults.BadRequest();
        }
        catch (BadHttpRequestException broken)
        {
            return TypedResults.StatusCode(broken.StatusCode);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            NotKept(log, trouble.GetType().Name);
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An update of Telegram could not be kept ({Trouble}); it will be brought again")]
    private static partial void NotKept(ILogger log, string trouble);
}
