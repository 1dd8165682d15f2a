using System.Buffers;
using EcomCenter.Bots.Channels.Telegram;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// The endpoint to which Telegram delivers updates. It answers 401 to a wrong secret before it reads the body, 200 only when the update
/// is durable, and 503 when the update could not be stored, so that Telegram delivers it again.
/// </summary>
internal static partial class TelegramRoute
{
    public static async Task<Results<Ok, NotFound, UnauthorizedHttpResult, BadRequest, StatusCodeHttpResult>> TakeAsync(
        HttpContext http, TelegramHook hook, ILogger<TelegramHook> log)
    {
        if (!hook.IsOpen) return TypedResults.NotFound();
        if (!hook.Knows(http.Request.Headers[TelegramHook.SecretHeader])) return TypedResults.Unauthorized();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = TelegramHook.LargestBody;
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var answer = await hook.TakeAsync(new ReadOnlySequence<byte>(body.GetBuffer(), 0, (int)body.Length), CancellationToken.None);
            return answer is HookAnswer.Taken ? TypedResults.Ok() : TypedResults.BadRequest();
        }
        catch (BadHttpRequestException error)
        {
            return TypedResults.StatusCode(error.StatusCode);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            NotKept(log, error.GetType().Name);
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not store an update of Telegram ({Trouble}). Telegram will deliver it again")]
    private static partial void NotKept(ILogger log, string trouble);
}
