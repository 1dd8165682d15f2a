using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.FakeBotApi;
using EcomCenter.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests;

/// <summary>The real program with a database of its own, Telegram at its other end, and people in front of it.</summary>
internal sealed class Office : IAsyncDisposable
{
    private const string Password = "office-only-1";

    private readonly Chromium _chromium;
    private readonly List<Person> _people = [];

    private Office(Chromium chromium, DeskApp desk, FakeTelegram telegram) => (_chromium, Desk, Telegram) = (chromium, desk, telegram);

    public DeskApp Desk { get; }

    public FakeTelegram Telegram { get; }

    public static async Task<Office> OpenAsync(Chromium chromium, params IEnumerable<(string, string)> settings)
    {
        Needs.Chromium();
        var telegram = await FakeTelegram.StartAsync();
        var desk = await DeskApp.StartAsync(settings: [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), .. settings]);
        return new(chromium, desk, telegram);
    }

    /// <summary>A colleague with an account, signed in.</summary>
    /// <param name="address">Where their browser thinks the desk is, when there is something in between.</param>
    public async Task<Person> StaffAsync(string user, StaffRole role, Language language = Language.En, Uri? address = null)
    {
        await using (var scope = Desk.Services.CreateAsyncScope())
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<StaffAccounts>().AddAsync(new(user, user.ToUpperInvariant(), role, null), Password));
        var person = await SitDownAsync(language, address);
        await person.SignInAsync(user, Password);
        return person;
    }

    public async Task<Person> SitDownAsync(Language language, Uri? address = null, BrowserNewContextOptions? options = null)
    {
        var person = await Person.SitDownAsync(_chromium, address ?? Desk.Address, language, options);
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
