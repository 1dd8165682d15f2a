using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>
/// Delivers updates to the webhook one after the other. Each update is repeated until it is answered with a 2xx status, so that the order
/// within a chat is kept. Retries come fast, to keep tests short.
/// </summary>
public sealed partial class FakeTelegram
{
    private static readonly TimeSpan DeliveryRetryDelay = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _webhookClient = new() { Timeout = TimeSpan.FromSeconds(10) };
    private CancellationTokenSource _webhookStopping = new();
    private (string Message, DateTimeOffset At)? _webhookError;

    private bool SetWebhook(JsonObject arguments)
    {
        var (url, secret) = (arguments["url"]?.GetValue<string>() ?? "", arguments["secret_token"]?.GetValue<string>());
        if (url.Length > 0 && !Uri.TryCreate(url, UriKind.Absolute, out _))
            throw new BotApiError(400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known");
        if (secret is not null && (secret.Length is 0 or > 256 || secret.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))))
            throw new BotApiError(400, "Bad Request: secret token contains unallowed characters");
        ReplaceWebhook(new() { ["url"] = url, ["secret_token"] = secret, ["allowed_updates"] = arguments["allowed_updates"]?.DeepClone() },
            arguments);
        if (url.Length > 0) _ = DeliverAsync(new(url), secret, _webhookStopping.Token);
        return true;
    }

    private bool DeleteWebhook(JsonObject arguments)
    {
        ReplaceWebhook(new() { ["url"] = "" }, arguments);
        return true;
    }

    /// <summary>Removes the webhook, as another program could do.</summary>
    public void RemoveWebhookByOthers() => ReplaceWebhook(new() { ["url"] = "" }, []);

    /// <summary>Sets a webhook, as another program could do.</summary>
    public void SetWebhookByOthers(string url) => ReplaceWebhook(new() { ["url"] = url }, []);

    private void ReplaceWebhook(JsonObject webhook, JsonObject arguments)
    {
        _webhookStopping.Cancel();
        _webhookStopping = new();
        (Webhook, _webhookError) = (webhook, null);
        if (arguments["drop_pending_updates"]?.GetValue<bool>() is true) _updates.Clear();
    }

    private JsonObject WebhookInfo()
    {
        var info = new JsonObject
        {
            ["url"] = Webhook["url"]!.DeepClone(), ["has_custom_certificate"] = false, ["pending_update_count"] = Pending,
            ["max_connections"] = 40,
        };
        if (_webhookError is var (message, at)) (info["last_error_message"], info["last_error_date"]) = (message, at.ToUnixTimeSeconds());
        return info;
    }

    private async Task DeliverAsync(Uri to, string? secret, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (_updates.PeekOldest() is not var (id, update)) await _updates.WaitAsync(TimeSpan.FromSeconds(1), stopping);
            else if (await DeliverAsync(to, secret, update, stopping)) _updates.Remove(id);
            else await Task.Delay(DeliveryRetryDelay, CancellationToken.None);
        }
    }

    private async Task<bool> DeliverAsync(Uri to, string? secret, string update, CancellationToken stopping)
    {
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, to)
            { Content = new StringContent(update, new MediaTypeHeaderValue("application/json")) };
            if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            using var answer = await _webhookClient.SendAsync(request, stopping);
            _calls.Enqueue(new("(webhook)", [], (int)answer.StatusCode, _time.GetUtcNow()));
            if (answer.IsSuccessStatusCode) return true;
            _webhookError = ($"Wrong response from the webhook: {(int)answer.StatusCode} {answer.ReasonPhrase}", _time.GetUtcNow());
        }
        catch (HttpRequestException)
        {
            _webhookError = ("Connection refused", _time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            _webhookError = ("Connection timed out", _time.GetUtcNow());
        }

        return false;
    }
}
