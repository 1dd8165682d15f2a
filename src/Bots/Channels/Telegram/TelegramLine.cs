using System.Text.Json;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Requests;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>The line to the Bot API. The token goes into its addresses, so nothing on this way logs an address.</summary>
public sealed class TelegramLine
{
    public const string HttpClientName = "telegram";

    private readonly Lazy<TelegramBotClient> _client;
    private readonly IHttpClientFactory _http;

    public TelegramLine(IOptions<TelegramOptions> options, IHttpClientFactory http, TelegramPace pace)
    {
        Options = options.Value;
        Pace = pace;
        _http = http;
        _client = new(() => new TelegramBotClient(
            new TelegramBotClientOptions(Options.Token, Options.BaseUrl is { Length: > 0 } url ? url : null) { RetryCount = 0, RetryThreshold = 0 },
            http.CreateClient(HttpClientName)));
    }

    public TelegramOptions Options { get; }

    public TelegramPace Pace { get; }

    /// <summary>One call, given up after the pace's patience (beyond <paramref name="held"/>, for a long poll).</summary>
    public async Task<T> AskAsync<T>(Func<ITelegramBotClient, CancellationToken, Task<T>> call, CancellationToken cancellation, TimeSpan held = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(held + Pace.Patience);
        return await call(_client.Value, patience.Token);
    }

    public Task TellAsync(Func<ITelegramBotClient, CancellationToken, Task> call, CancellationToken cancellation) =>
        AskAsync(async (client, token) => { await call(client, token); return true; }, cancellation);

    /// <summary>The updates from <paramref name="offset"/> on, each exactly as it was sent: our reading of them must not decide what is kept.</summary>
    /// <param name="hold">Whether the server may keep the question until something comes.</param>
    public Task<JsonElement[]> UpdatesAsync(int offset, bool hold, CancellationToken cancellation)
    {
        var longest = hold ? Pace.LongPoll : TimeSpan.Zero;
        return AskAsync((client, token) => client.SendRequest(new RawUpdates(offset, (int)longest.TotalSeconds), token), cancellation, longest);
    }

    /// <summary>A file by the path that getFile told. Null when that path leads nowhere any more.</summary>
    public async Task<HttpResponseMessage?> FileAsync(string path, CancellationToken cancellation)
    {
        using var http = _http.CreateClient(HttpClientName);
        var address = new Uri($"{Options.Server}/file/bot{Options.Token}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
        var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer) return answer.StatusCode is System.Net.HttpStatusCode.NotFound ? null : throw new HttpRequestException(null, null, answer.StatusCode);
    }

    /// <summary>The server's clock, to the second, without a token being shown to it; null where it does not tell. Throws where it can't be reached.</summary>
    public async Task<DateTimeOffset?> ServerTimeAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Pace.Patience);
        using var http = _http.CreateClient(HttpClientName);
        using var answer = await http.GetAsync(new Uri(Options.Server + "/"), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        return answer.Headers.Date;
    }

    public string? WithoutToken(string? text) => Options.IsOn ? text?.Replace(Options.Token, "…", StringComparison.Ordinal) : text;

    private sealed class RawUpdates(int offset, int timeout) : RequestBase<JsonElement[]>("getUpdates")
    {
        // An empty list of kinds means all the usual ones, whatever an earlier program asked for.
        public override HttpContent ToHttpContent() => new StringContent(
            $$"""{"offset":{{offset}},"timeout":{{timeout}},"limit":100,"allowed_updates":[]}""", System.Text.Encoding.UTF8, "application/json");
    }
}
