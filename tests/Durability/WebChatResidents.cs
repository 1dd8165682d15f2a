using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EcomCenter.Durability;

/// <summary>
/// Residents on the web chat, each sending text and a photo in one post. Like the page's script, each post has its own id and is repeated
/// unchanged until the desk accepts it. The session cookie survives a crash of the desk.
/// </summary>
internal sealed partial class WebChatResidents(int port, Ledger ledger, int chats)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Timeout = TimeSpan.FromMinutes(5);

    private readonly List<PostingBrowser> _browsers = [.. Enumerable.Range(0, chats).Select(_ => new PostingBrowser(port))];
    private int _written;

    public Task WriteAsync(int round, CancellationToken stop) =>
        Task.WhenAll(_browsers.Select(browser => WriteAsync(browser, round, stop)));

    /// <summary>Sends the posts that a crash interrupted, each from a freshly loaded page.</summary>
    public Task SendPendingAsync() => Task.WhenAll(_browsers.Select(async browser =>
    {
        using var timeout = new CancellationTokenSource(Timeout);
        browser.AntiforgeryToken = null;
        while (browser.PendingText is { } text && !await TrySendPendingAsync(browser, timeout.Token))
        {
            if (!timeout.IsCancellationRequested) continue;
            ledger.AddViolation($"a web chat message ({text.Split(' ')[0]}) was not accepted after the restart");
            return;
        }
    }));

    private async Task WriteAsync(PostingBrowser browser, int round, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            browser.PendingText ??= $"web-r{round}-s{Interlocked.Increment(ref _written)} 快递盒子坏了";
            await TrySendPendingAsync(browser, stop);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<bool> TrySendPendingAsync(PostingBrowser browser, CancellationToken stop)
    {
        if (browser.PendingText is not { } text) return true;
        try
        {
            var status = await browser.SendAsync(text, stop);
            if (status is HttpStatusCode.OK)
            {
                ledger.WebChatMessages.Enqueue(text);
                browser.PendingText = null;
                return true;
            }

            // An outdated antiforgery token, the rate limit or a desk that is stopping: the same post is tried again.
            if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                ledger.AddViolation($"a web chat post was answered {(int)status}");
            browser.AntiforgeryToken = null;
            await Task.Delay(Pause, CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // The post may or may not have arrived, so it is sent again.
            browser.AntiforgeryToken = null;
        }

        return false;
    }

    /// <summary>One resident's browser. Its cookies survive every crash of the desk.</summary>
    private sealed partial class PostingBrowser(int port)
    {
        private readonly CookieContainer _cookies = new();

        public string? AntiforgeryToken { get; set; }

        public string? PendingText { get; set; }

        public async Task<HttpStatusCode> SendAsync(string text, CancellationToken stop)
        {
            using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies })
            {
                BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(5),
            };
            AntiforgeryToken ??= AntiforgeryTokenPattern().Match(await http.GetStringAsync(new Uri("chat", UriKind.Relative), stop))
                .Groups[1].Value;
            var name = text.Split(' ')[0];
            using var form = new MultipartFormDataContent
            {
                { new StringContent(AntiforgeryToken), "__RequestVerificationToken" },
                { new StringContent(name.Replace("-", "", StringComparison.Ordinal)), "form" },
                { new StringContent(text), "say.text" },
                { new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(text)]), "say.file", name + ".jpg" },
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, "chat") { Content = form };
            request.Headers.Add("X-Requested-With", "fetch");
            using var answer = await http.SendAsync(request, stop);
            return answer.StatusCode;
        }

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex AntiforgeryTokenPattern();
    }
}
