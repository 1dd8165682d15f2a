using EcomCenter.Browser.Tests;
using EcomCenter.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace EcomCenter.Browser.Tests;

/// <summary>One browser for all tests, started when the first of them needs it; everybody in front of it has a profile of their own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
            // A microphone that hums, and nobody who has to allow it.
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    public async Task<IBrowserContext> ProfileAsync(BrowserNewContextOptions options)
    {
        Needs.Chromium();
        var profile = await (await _started.Value).Browser.NewContextAsync(options);
        // What must be quick is measured by its test; everything else may take the time a busy machine needs.
        profile.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        await profile.AddInitScriptAsync(scriptPath: Path.Combine(AppContext.BaseDirectory, "Scripts", "seen.js"));
        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated) return;
        var (playwright, browser) = await _started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium(), Args = Switches }));
    }
}
