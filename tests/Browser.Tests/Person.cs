using System.Globalization;
using EcomCenter.Contracts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests;

/// <summary>Somebody in front of a browser of their own.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly List<string> _trouble = [];

    private Person(IPage page)
    {
        Page = page;
        page.Console += (_, said) => { if (said.Type == "error" && !IsAnAnswer(said)) _trouble.Add($"{said.Text} ({said.Location})"); };
        page.PageError += (_, error) => _trouble.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: errors of scripts, files that are missing, broken rules of content security.</summary>
    public IReadOnlyList<string> Trouble => _trouble;

    public static async Task<Person> SitDownAsync(Chromium chromium, Uri desk, Language language, BrowserNewContextOptions? options = null)
    {
        options ??= new() { ViewportSize = new() { Width = 1366, Height = 768 } };
        options.BaseURL = desk.ToString();
        options.Locale = LanguageTag.Of(language);
        var profile = await chromium.ProfileAsync(options);
        return new(await profile.NewPageAsync());
    }

    public async Task<IResponse?> GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        await Page.EvaluateAsync("() => { window.stayed = true; }");
        return answer;
    }

    /// <summary>The sign-in page, as people use it.</summary>
    public async Task SignInAsync(string user, string password)
    {
        await GoAsync("/sign-in");
        await Page.FillAsync("[name=username]", user);
        await Page.FillAsync("[name=password]", password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/desk");
    }

    /// <summary>The board, when its line stands.</summary>
    public async Task WatchBoardAsync(string path = "/desk")
    {
        await GoAsync(path);
        await IsLiveAsync();
    }

    public Task IsLiveAsync() => Page.WaitForFunctionAsync("() => { const dot = document.getElementById('live'); return !dot.hidden && !dot.classList.contains('stale'); }");

    /// <summary>The page has not been loaded anew since they went there.</summary>
    public Task<bool> StayedAsync() => Page.EvaluateAsync<bool>("() => window.stayed === true");

    /// <summary>When something first stood on the page: <c>t0000001-3</c> for a row, <c>t0000001-3 red</c> for its turning red.</summary>
    public async Task<DateTimeOffset> SawAsync(string what)
    {
        var seen = await Page.WaitForFunctionAsync("what => window.seen[what]", what);
        return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((await seen.JsonValueAsync<double>()).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    /// <summary>The numbers on the board, from top to bottom.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync() => await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.row')].map(row => row.dataset.number)");

    /// <summary>What the board shows of each ticket, but for the words of time, which pass.</summary>
    public Task<string> BoardAsync() => Page.EvaluateAsync<string>("() => [...document.querySelectorAll('.row')].map(row => `${row.dataset.number} v${row.dataset.version} ${row.dataset.status} ${row.dataset.assignee}`).join('\\n')");

    /// <summary>Keeps what the live line says from now on, if it holds these letters.</summary>
    public IReadOnlyList<string> Hears(string letters)
    {
        var heard = new List<string>();
        Page.WebSocket += (_, line) => line.FrameReceived += (_, frame) => { if (frame.Text?.Contains(letters, StringComparison.Ordinal) is true) heard.Add(frame.Text); };
        return heard;
    }

    /// <summary>A page that says no to a form, or that there is no such matter, is no trouble.</summary>
    private bool IsAnAnswer(IConsoleMessage said) => said.Text.Contains("responded with a status of 4", StringComparison.Ordinal) && said.Location.StartsWith(Page.Url.Split('#')[0], StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
