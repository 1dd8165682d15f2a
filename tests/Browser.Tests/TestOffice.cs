using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.FakeBotApi;
using EcomCenter.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests;

/// <summary>The real program with its own database and a fake Telegram, used by people in browsers.</summary>
internal sealed class TestOffice : IAsyncDisposable
{
    public const string Password = "office-only-1";

    private readonly ChromiumFixture _chromium;
    private readonly List<BrowserUser> _people = [];

    private TestOffice(ChromiumFixture chromium, DeskApp desk, FakeTelegram telegram) =>
        (_chromium, Desk, Telegram) = (chromium, desk, telegram);

    public DeskApp Desk { get; }

    public FakeTelegram Telegram { get; }

    public static Task<TestOffice> OpenAsync(ChromiumFixture chromium, params IEnumerable<(string, string)> settings) =>
        OpenAsync(chromium, adjust: null, settings);

    /// <param name="adjust">Changes the program before it starts.</param>
    public static async Task<TestOffice> OpenAsync(
        ChromiumFixture chromium, Action<WebApplicationBuilder>? adjust, params IEnumerable<(string, string)> settings)
    {
        Needs.Chromium();
        var telegram = await FakeTelegram.StartAsync();
        var desk = await DeskApp.StartAsync(
            adjust: adjust, settings: [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), .. settings]);
        return new(chromium, desk, telegram);
    }

    /// <summary>Adds a staff account and opens a browser signed in to it.</summary>
    /// <param name="address">The address the browser uses, if it connects through a proxy.</param>
    public async Task<BrowserUser> SignInStaffAsync(string user, StaffRole role, Language language = Language.En, Uri? address = null,
        BrowserNewContextOptions? options = null)
    {
        await using (var scope = Desk.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<StaffAccounts>();
            Assert.Empty(await accounts.AddAsync(new(user, user.ToUpperInvariant(), role, null), Password, SecurityOrigin.CommandLine));
        }

        var person = await OpenBrowserAsync(language, address, options);
        await person.SignInAsync(user, Password);
        return person;
    }

    public async Task<BrowserUser> OpenBrowserAsync(Language language, Uri? address = null, BrowserNewContextOptions? options = null)
    {
        var person = await BrowserUser.OpenAsync(_chromium, address ?? Desk.Address, language, options);
        _people.Add(person);
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) await person.DisposeAsync();
        await Desk.DisposeAsync();
        await Telegram.DisposeAsync();
    }
}
