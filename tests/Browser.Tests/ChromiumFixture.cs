using EcomCenter.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(EcomCenter.Browser.Tests.ChromiumFixture))]

namespace EcomCenter.Browser.Tests;

/// <summary>The browser shared by all tests, started on first use. Each person in a test gets a separate profile.</summary>
public sealed class ChromiumFixture : IAsyncDisposable
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
        // A fake microphone that hums, and no permission dialog.
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    ];

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(60);

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    public async Task<IBrowserContext> NewProfileAsync(BrowserNewContextOptions options)
    {
        Needs.Chromium();
        var profile = await (await _started.Value).Browser.NewContextAsync(options);
        // Tests measure time limits themselves. All other waits are long, because the machine may be busy.
        profile.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        await profile.AddInitScriptAsync(scriptPath: Path.Combine(AppContext.BaseDirectory, "Scripts", "firstSeen.js"));
        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated) return;
        var (playwright, browser) = await _started.Value;
        await WaitUntilClosedAsync(browser.CloseAsync());
        playwright.Dispose();
    }

    /// <summary>
    /// Waits until a profile or the browser is closed. Now and then Chromium never says so; its process ends with the tests anyway.
    /// </summary>
    public static async Task WaitUntilClosedAsync(Task closing)
    {
        if (await Task.WhenAny(closing, Task.Delay(ClosingTime)) == closing) await closing;
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium(), Args = Switches }));
    }
}
