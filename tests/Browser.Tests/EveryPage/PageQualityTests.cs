using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>Checks every page in every language, on a wide screen and a phone, in light and dark colours.</summary>
public class PageQualityTests(DemoDeskFixture demo) : IClassFixture<DemoDeskFixture>
{
    private const int TabPresses = 12;
    private static readonly string Faults = ReadScript("faults.js"), Focus = ReadScript("focus.js"),
        LongWords = ReadScript("longWords.js");
    private static readonly string[] TextAreas = [.. DeskTexts.Keys.Select(key => key.Split('.')[0]).Distinct()];

    public static TheoryData<string, Language> Pages =>
        [.. SitePage.All.SelectMany(page => LanguageTag.All.Select(language => new TheoryDataRow<string, Language>(page.Name, language)))];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_in_one_language_and_accessible_by_touch_sight_and_keyboard(string name, Language language)
    {
        var page = SitePage.ByName(name);
        await using var reader = await demo.OpenBrowserAsync(page.User, language);
        await page.OpenAsync(reader.Page);
        var wide = await FindFaultsAsync(reader.Page, language, page.IsPublic ? 44 : 32);
        var unseen = await FindInvisibleFocusAsync(reader.Page);
        await reader.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await reader.Page.SetViewportSizeAsync(360, 740);
        var phone = await FindFaultsAsync(reader.Page, language, page.IsPublic ? 44 : 32);
        var tooWide = await reader.Page.EvaluateAsync<string[]>(LongWords);
        string[] faults = [.. wide.Concat(phone).Concat(unseen).Concat(tooWide).Concat(reader.Errors).Distinct()];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private static Task<string[]> FindFaultsAsync(IPage page, Language language, int target) =>
        page.EvaluateAsync<string[]>(Faults, new { language = LanguageTag.From(language), areas = TextAreas, target });

    /// <summary>Presses Tab repeatedly and reports every focused element without a visible focus mark.</summary>
    private static async Task<List<string>> FindInvisibleFocusAsync(IPage page)
    {
        var unseen = new List<string>();
        for (var i = 0; i < TabPresses; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(Focus) is { } element) unseen.Add($"focus not visible: {element}");
        }

        return unseen;
    }

    private static string ReadScript(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", name));
}
