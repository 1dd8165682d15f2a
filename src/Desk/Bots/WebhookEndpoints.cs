using System.Text;
using EcomCenter.Bots.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The endpoints to which messengers deliver updates. A request is checked before its body is read, and answered with 200 only when the
/// update is durable.
/// </summary>
internal static class WebhookEndpoints
{
    public static Results<ContentHttpResult, StatusCodeHttpResult> VerifyAddress(
        string messenger, HttpContext http, IEnumerable<IWebhook> webhooks) =>
        Find(webhooks, messenger) is { IsVerifiedByGet: true } webhook ? ToResult(webhook.VerifyAddress(ToWebhookRequest(http.Request)))
            : TypedResults.StatusCode(StatusCodes.Status404NotFound);

    public static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> ReceiveAsync(
        string messenger, HttpContext http, IEnumerable<IWebhook> webhooks)
    {
        if (Find(webhooks, messenger) is not { } webhook) return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        var request = ToWebhookRequest(http.Request);
        if (!webhook.IsFromMessenger(request)) return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        try
        {
            return await ReadBodyAsync(http, webhook.MaxBodyBytes) is { } body
                ? ToResult(await webhook.ReceiveAsync(request, body, http.RequestAborted))
                : TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        catch (BadHttpRequestException error)
        {
            return TypedResults.StatusCode(error.StatusCode);
        }
    }

    private static IWebhook? Find(IEnumerable<IWebhook> webhooks, string messenger) => webhooks.FirstOrDefault(webhook =>
        webhook.IsEnabled && webhook.Path.Equals($"{DeskBotsSetup.Path}/{messenger}", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns null if the body is longer than <paramref name="maxBytes"/>.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext http, int maxBytes)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > maxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static WebhookRequest ToWebhookRequest(HttpRequest request) => new(name => request.Headers[name], name => request.Query[name]);

    private static Results<ContentHttpResult, StatusCodeHttpResult> ToResult(WebhookReply reply) =>
        reply.Text.Length > 0 ? TypedResults.Text(reply.Text, "text/plain", Encoding.UTF8, reply.Status)
            : TypedResults.StatusCode(reply.Status);
}
