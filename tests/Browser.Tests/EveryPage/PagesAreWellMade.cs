using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>Every page in every language, on a desk and on a phone, by day and by night.</summary>
public class PagesAreWellMade(DemoOffice demo) : IClassFixture<DemoOffice>
{
    private const int Tabs = 12;
    private static readonly string Faults = Script("faults.js"), Focus = Script("focus.js");
    private static readonly string[] Areas = [.. DeskTexts.Keys.Select(key => key.Split('.')[0]).Distinct()];

    public static TheoryData<string, Language> Pages =>
        [.. SitePage.All.SelectMany(page => LanguageTag.All.Select(language => new TheoryDataRow<string, Language>(page.Name, language)))];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_speaks_one_language_and_serves_thumbs_eyes_and_keys(string name, Language language)
    {
        var page = SitePage.Named(name);
        await using var reader = await demo.SitDownAsync(page.User, language);
        await page.OpenAsync(reader.Page);
        var wide = await FaultsAsync(reader.Page, language, page.IsPublic ? 44 : 32);
        var lost = await FocusAsync(reader.Page);
        await reader.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await reader.Page.SetViewportSizeAsync(360, 740);
        var phone = await FaultsAsync(reader.Page, language, page.IsPublic ? 44 : 32);
        string[] faults = [.. wide.Concat(phone).Concat(lost).Concat(reader.Trouble).Distinct()];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private static Task<string[]> FaultsAsync(IPage page, Language language, int target) =>
        page.EvaluateAsync<string[]>(Faults, new { language = LanguageTag.Of(language), areas = Areas, target });

    /// <summary>Tab by tab: one always sees where one is.</summary>
    private static async Task<List<string>> FocusAsync(IPage page)
    {
        var unseen = new List<string>();
        for (var i = 0; i < Tabs; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(Focus) is { } lost) unseen.Add($"focus not seen: {lost}");
        }

        return unseen;
    }

    private static string Script(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", name));
}
