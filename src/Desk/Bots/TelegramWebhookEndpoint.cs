using System.Buffers;
using EcomCenter.Bots.Channels.Telegram;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The endpoint to which Telegram delivers updates. It answers 401 to a wrong secret before it reads the body, 200 only when the update
/// is durable, and 503 when the update could not be stored, so that Telegram delivers it again.
/// </summary>
internal static partial class TelegramWebhookEndpoint
{
    public static async Task<Results<Ok, NotFound, UnauthorizedHttpResult, BadRequest, StatusCodeHttpResult>> ReceiveAsync(
        HttpContext http, TelegramWebhook webhook, ILogger<TelegramWebhook> log)
    {
        if (!webhook.IsEnabled) return TypedResults.NotFound();
        if (!webhook.IsSecretValid(http.Request.Headers[TelegramWebhook.SecretHeader])) return TypedResults.Unauthorized();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = TelegramWebhook.MaxBodyBytes;
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var answer = await webhook.ReceiveAsync(new ReadOnlySequence<byte>(body.GetBuffer(), 0, (int)body.Length),
                CancellationToken.None);
            return answer is WebhookResult.Stored ? TypedResults.Ok() : TypedResults.BadRequest();
        }
        catch (BadHttpRequestException error)
        {
            return TypedResults.StatusCode(error.StatusCode);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotStored(log, error.GetType().Name);
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not store an update of Telegram ({Trouble}). Telegram will deliver it again")]
    private static partial void LogNotStored(ILogger log, string trouble);
}
