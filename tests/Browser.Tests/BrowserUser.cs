using System.Globalization;
using EcomCenter.Contracts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests;

/// <summary>A person using a separate browser profile.</summary>
internal sealed class BrowserUser : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    private BrowserUser(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsRefusedPageRequest(message)) _errors.Add($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors that the browser reported: script errors, missing files, violations of the content security policy.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static async Task<BrowserUser> OpenAsync(
        ChromiumFixture chromium, Uri desk, Language language, BrowserNewContextOptions? options = null)
    {
        options ??= new() { ViewportSize = new() { Width = 1366, Height = 768 } };
        options.BaseURL = desk.ToString();
        options.Locale = LanguageTag.From(language);
        var profile = await chromium.NewProfileAsync(options);
        return new(await profile.NewPageAsync());
    }

    public async Task<IResponse?> GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        await Page.EvaluateAsync("() => { window.stayed = true; }");
        return answer;
    }

    /// <summary>Signs in through the sign-in page.</summary>
    public async Task SignInAsync(string user, string password)
    {
        await GoAsync("/sign-in");
        await Page.FillAsync("[name=username]", user);
        await Page.FillAsync("[name=password]", password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/desk");
    }

    /// <summary>Opens the board and waits until its live connection is up.</summary>
    public async Task OpenBoardAsync(string path = "/desk")
    {
        await GoAsync(path);
        await WaitUntilLiveAsync();
    }

    public Task WaitUntilLiveAsync() => Page.WaitForFunctionAsync("""
        () => {
          const dot = document.getElementById('live');
          return !dot.hidden && !dot.classList.contains('stale');
        }
        """);

    /// <summary>Waits until a recording has the length: the display may skip a second on a slow machine.</summary>
    public Task WaitForRecordedSecondsAsync(string display, int seconds) => Page.WaitForFunctionAsync(
        "([display, seconds]) => Number(document.querySelector(display).textContent.split(':')[1]) >= seconds",
        new object[] { display, seconds });

    /// <summary>Returns true if the page has not been reloaded since <see cref="GoAsync"/>.</summary>
    public Task<bool> WasNotReloadedAsync() => Page.EvaluateAsync<bool>("() => window.stayed === true");

    /// <summary>
    /// Returns the time at which something first appeared: <c>t0000001-3</c> for a row, <c>t0000001-3 red</c> for a row turned red.
    /// </summary>
    public async Task<DateTimeOffset> FirstSeenAtAsync(string key)
    {
        var seen = await Page.WaitForFunctionAsync("what => window.firstSeen[what]", key);
        var milliseconds = (await seen.JsonValueAsync<double>()).ToString(CultureInfo.InvariantCulture);
        return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
    }

    /// <summary>Returns the ticket numbers on the board, from top to bottom.</summary>
    public async Task<IReadOnlyList<string>> ReadTicketNumbersAsync() =>
        await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.row')].map(row => row.dataset.number)");

    /// <summary>Describes each row of the board without its remaining time, which changes by itself.</summary>
    public Task<string> DescribeBoardAsync() => Page.EvaluateAsync<string>("""
        () => [...document.querySelectorAll('.row')].map(row => row.dataset)
          .map(data => `${data.number} v${data.version} ${data.status} ${data.assignee}`).join('\n')
        """);

    /// <summary>Records live messages from now on that contain this text.</summary>
    public IReadOnlyList<string> RecordFrames(string text)
    {
        var frames = new List<string>();
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains(text, StringComparison.Ordinal) is true) frames.Add(frame.Text);
        };
        return frames;
    }

    /// <summary>Recognises a 4xx response to the page itself, such as a refused form or an unknown ticket. It is not an error.</summary>
    private bool IsRefusedPageRequest(IConsoleMessage message) =>
        message.Text.Contains("responded with a status of 4", StringComparison.Ordinal)
        && message.Location.StartsWith(Page.Url.Split('#')[0], StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await ChromiumFixture.WaitUntilClosedAsync(Page.Context.CloseAsync());
}
