using System.Net;
using System.Text.RegularExpressions;

namespace EcomCenter.Durability;

/// <summary>
/// People on the chat's page, each with words and a photo in one post. Like the page's script they give each post an id of its own and send it again,
/// the same, until the desk has it: after a crash with the cookie and the page they have.
/// </summary>
internal sealed partial class WebResidents(int port, Ledger ledger, int chats)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(30);

    private readonly List<Browser> _browsers = [.. Enumerable.Range(0, chats).Select(_ => new Browser(port))];
    private int _said;

    public Task WriteAsync(int round, CancellationToken stop) => Task.WhenAll(_browsers.Select(browser => WriteAsync(browser, round, stop)));

    /// <summary>What was on its way when the desk died. A page that is as old as the dead desk is fetched anew.</summary>
    public Task FinishAsync() => Task.WhenAll(_browsers.Select(async browser =>
    {
        using var patience = new CancellationTokenSource(Patience);
        browser.Token = null;
        while (browser.Pending is { } text && !await TryAsync(browser, patience.Token))
            if (patience.IsCancellationRequested) { ledger.Violation($"what was said on the page ({text.Split(' ')[0]}) was not taken after the restart"); return; }
    }));

    private async Task WriteAsync(Browser browser, int round, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            browser.Pending ??= $"web-r{round}-s{Interlocked.Increment(ref _said)} 快递盒子坏了";
            await TryAsync(browser, stop);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<bool> TryAsync(Browser browser, CancellationToken stop)
    {
        if (browser.Pending is not { } text) return true;
        try
        {
            var status = await browser.SendAsync(text, stop);
            if (status is HttpStatusCode.OK)
            {
                ledger.Shown.Enqueue(text);
                browser.Pending = null;
                return true;
            }

            // What a page that is too old, or somebody who is too fast, is told: again, the same.
            if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) ledger.Violation($"a post of the page was answered {(int)status}");
            browser.Token = null;
            await Task.Delay(Pause, CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // Nobody knows whether it arrived: it is sent again.
            browser.Token = null;
        }

        return false;
    }

    /// <summary>One phone: its cookies outlive every crash of the desk.</summary>
    private sealed partial class Browser(int port)
    {
        private readonly CookieContainer _cookies = new();

        public string? Token { get; set; }

        public string? Pending { get; set; }

        public async Task<HttpStatusCode> SendAsync(string text, CancellationToken stop)
        {
            using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies }) { BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(30) };
            Token ??= TokenIn().Match(await http.GetStringAsync(new Uri("chat", UriKind.Relative), stop)).Groups[1].Value;
            var name = text.Split(' ')[0];
            using var form = new MultipartFormDataContent
            {
                { new StringContent(Token), "__RequestVerificationToken" }, { new StringContent(name.Replace("-", "", StringComparison.Ordinal)), "form" }, { new StringContent(text), "say.text" },
                { new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, .. System.Text.Encoding.UTF8.GetBytes(text)]), "say.file", name + ".jpg" },
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, "chat") { Content = form };
            request.Headers.Add("X-Requested-With", "fetch");
            using var answer = await http.SendAsync(request, stop);
            return answer.StatusCode;
        }

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
        private static partial Regex TokenIn();
    }
}
