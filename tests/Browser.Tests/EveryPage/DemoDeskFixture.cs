using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.RunningDesk;
using EcomCenter.Tests;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>Runs <c>serve --demo</c> in its own process, so every page has content.</summary>
public sealed class DemoDeskFixture(ChromiumFixture chromium) : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-demo-").FullName;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Task<string>> _signedIn = new();
    private DeskProcess? _desk;
    private Task<Uri>? _ready;

    /// <summary>Opens a browser on the demo, signed in if a user is given.</summary>
    internal async Task<BrowserUser> OpenBrowserAsync(string? user, Language language, int width = 1366, int height = 768)
    {
        var address = await ReadyAsync();
        var state = user is null ? null : await _signedIn.GetOrAdd(user, SignInAsync);
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, StorageState = state };
        return await BrowserUser.OpenAsync(chromium, address, language, options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is { HasExited: false }) await _desk.StopAsync();
        if (_desk is not null) await _desk.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private Task<Uri> ReadyAsync()
    {
        Needs.Chromium();
        lock (_gate) return _ready ??= StartAsync();
    }

    private async Task<Uri> StartAsync()
    {
        var settings = new Dictionary<string, string> { ["Desk:DataDirectory"] = _directory };
        _desk = DeskProcess.Start(DeskBinary.FromBuildOutput(), FreePort.Find(), settings, "--demo");
        await _desk.WaitUntilServedAsync("/healthz/ready");
        return _desk.Address;
    }

    private async Task<string> SignInAsync(string user)
    {
        await using var person = await BrowserUser.OpenAsync(chromium, await ReadyAsync(), Language.En);
        await person.SignInAsync(user, "demo-only-1");
        return await person.Page.Context.StorageStateAsync();
    }
}
