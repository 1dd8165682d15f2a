using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>
/// Delivers updates to the webhook one after the other. Each update is repeated until it is answered with a 2xx status, so that the order
/// within a chat is kept. Retries come fast, to keep tests short.
/// </summary>
public sealed partial class FakeTelegram
{
    private static readonly TimeSpan BringAgain = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _bringer = new() { Timeout = TimeSpan.FromSeconds(10) };
    private CancellationTokenSource _bringing = new();
    private (string Message, DateTimeOffset At)? _hookError;

    private bool SetWebhook(JsonObject arguments)
    {
        var (url, secret) = (arguments["url"]?.GetValue<string>() ?? "", arguments["secret_token"]?.GetValue<string>());
        if (url.Length > 0 && !Uri.TryCreate(url, UriKind.Absolute, out _))
            throw new Refusal(400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known");
        if (secret is not null && (secret.Length is 0 or > 256 || secret.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))))
            throw new Refusal(400, "Bad Request: secret token contains unallowed characters");
        Turn(new() { ["url"] = url, ["secret_token"] = secret, ["allowed_updates"] = arguments["allowed_updates"]?.DeepClone() },
            arguments);
        if (url.Length > 0) _ = BringAsync(new(url), secret, _bringing.Token);
        return true;
    }

    private bool DeleteWebhook(JsonObject arguments)
    {
        Turn(new() { ["url"] = "" }, arguments);
        return true;
    }

    /// <summary>Removes the webhook, as another program could do.</summary>
    public void LoseWebhook() => Turn(new() { ["url"] = "" }, []);

    /// <summary>Sets a webhook, as another program could do.</summary>
    public void Hook(string url) => Turn(new() { ["url"] = url }, []);

    private void Turn(JsonObject webhook, JsonObject arguments)
    {
        _bringing.Cancel();
        _bringing = new();
        (Webhook, _hookError) = (webhook, null);
        if (arguments["drop_pending_updates"]?.GetValue<bool>() is true) _updates.Clear();
    }

    private JsonObject WebhookInfo()
    {
        var info = new JsonObject
        {
            ["url"] = Webhook["url"]!.DeepClone(), ["has_custom_certificate"] = false, ["pending_update_count"] = Pending,
            ["max_connections"] = 40,
        };
        if (_hookError is var (message, at)) (info["last_error_message"], info["last_error_date"]) = (message, at.ToUnixTimeSeconds());
        return info;
    }

    private async Task BringAsync(Uri to, string? secret, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            if (_updates.Oldest() is not var (id, update)) await _updates.WaitAsync(TimeSpan.FromSeconds(1), enough);
            else if (await BringAsync(to, secret, update, enough)) _updates.Forget(id);
            else await Task.Delay(BringAgain, CancellationToken.None);
        }
    }

    private async Task<bool> BringAsync(Uri to, string? secret, string update, CancellationToken enough)
    {
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, to) { Content = new StringContent(update, new MediaTypeHeaderValue("application/json")) };
            if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            using var answer = await _bringer.SendAsync(request, enough);
            _calls.Enqueue(new("(webhook)", [], (int)answer.StatusCode, _time.GetUtcNow()));
            if (answer.IsSuccessStatusCode) return true;
            _hookError = ($"Wrong response from the webhook: {(int)answer.StatusCode} {answer.ReasonPhrase}", _time.GetUtcNow());
        }
        catch (HttpRequestException)
        {
            _hookError = ("Connection refused", _time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            _hookError = ("Connection timed out", _time.GetUtcNow());
        }

        return false;
    }
}
