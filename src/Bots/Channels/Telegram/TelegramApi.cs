using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Calls the Telegram Bot API. Its addresses contain the token, so no code here logs an address.</summary>
public sealed class TelegramApi
{
    public const string HttpClientName = "telegram";

    private readonly Lazy<TelegramBotClient> _client;
    private readonly IHttpClientFactory _http;

    public TelegramApi(IOptions<TelegramOptions> options, IHttpClientFactory http, TelegramTiming timing)
    {
        Options = options.Value;
        Timing = timing;
        _http = http;
        _client = new(() => new TelegramBotClient(
            new TelegramBotClientOptions(Options.Token, Options.BaseUrl is { Length: > 0 } url ? url : null)
            {
                RetryCount = 0, RetryThreshold = 0,
            },
            http.CreateClient(HttpClientName)));
    }

    public TelegramOptions Options { get; }

    public TelegramTiming Timing { get; }

    /// <summary>
    /// Makes one call and cancels it after the timeout. <paramref name="extraTime"/> is added to the timeout, for long polls and uploads.
    /// </summary>
    public async Task<T> CallAsync<T>(Func<ITelegramBotClient, CancellationToken, Task<T>> call, CancellationToken cancellation,
        TimeSpan extraTime = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(extraTime + Timing.CallTimeout);
        try
        {
            return await call(_client.Value, timeout.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or (RequestException and not ApiRequestException)
            && timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // A call that is given up while its connection is used may end as a broken connection.
            throw new OperationCanceledException("The call took too long.", error, timeout.Token);
        }
    }

    public Task CallWithoutResultAsync(Func<ITelegramBotClient, CancellationToken, Task> call, CancellationToken cancellation) =>
        CallAsync(async (client, token) => { await call(client, token); return true; }, cancellation);

    /// <summary>
    /// Returns the updates from <paramref name="offset"/> on as raw JSON, so that an update of an unknown form is stored as well.
    /// </summary>
    /// <param name="longPoll">True for a long poll: the server answers when an update arrives.</param>
    public Task<JsonElement[]> GetUpdatesAsync(int offset, bool longPoll, CancellationToken cancellation)
    {
        var wait = longPoll ? Timing.LongPollDuration : TimeSpan.Zero;
        return CallAsync((client, token) => client.SendRequest(new GetRawUpdatesRequest(offset, (int)wait.TotalSeconds), token),
            cancellation, wait);
    }

    /// <summary>Downloads a file by the path from getFile. Returns null if the path has expired.</summary>
    public async Task<HttpResponseMessage?> DownloadFileAsync(string path, CancellationToken cancellation)
    {
        using var http = _http.CreateClient(HttpClientName);
        var address = new Uri($"{Options.Server}/file/bot{Options.Token}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
        var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer) return answer.StatusCode is System.Net.HttpStatusCode.NotFound
            ? null : throw new HttpRequestException(null, null, answer.StatusCode);
    }

    /// <summary>
    /// Returns the time of the server, to the second, or null if it gives none. The request does not contain the token. Throws if the
    /// server is unreachable.
    /// </summary>
    public async Task<DateTimeOffset?> GetServerTimeAsync(CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timing.CallTimeout);
        using var http = _http.CreateClient(HttpClientName);
        using var answer = await http.GetAsync(new Uri(Options.Server + "/"), HttpCompletionOption.ResponseHeadersRead, timeout.Token);
        return answer.Headers.Date;
    }

    public string? RedactToken(string? text) => Options.IsOn ? text?.Replace(Options.Token, "…", StringComparison.Ordinal) : text;

    private sealed class GetRawUpdatesRequest(int offset, int timeout) : RequestBase<JsonElement[]>("getUpdates")
    {
        // An empty list of kinds resets Telegram to its default kinds, whatever was requested before.
        public override HttpContent ToHttpContent() => new StringContent(
            $$"""{"offset":{{offset}},"timeout":{{timeout}},"limit":100,"allowed_updates":[]}""", Encoding.UTF8,
            "application/json");
    }
}
