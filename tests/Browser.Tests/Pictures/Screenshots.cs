using EcomCenter.Browser.Tests.EveryPage;
using EcomCenter.Contracts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Pictures;

/// <summary>Takes screenshots of the demo for the README and for page reviews. Run by <c>docs/screenshots.sh</c>.</summary>
public class Screenshots(DemoDeskFixture demo) : IClassFixture<DemoDeskFixture>
{
    private static readonly (int Width, int Height)[] Windows = [(1366, 768), (360, 740)];

    [OnRequestFact]
    public async Task Board()
    {
        await using var supervisor = await demo.OpenBrowserAsync("supervisor", Language.ZhHans);
        await supervisor.OpenBoardAsync();
        await TakeAsync(supervisor.Page, "board");
    }

    [OnRequestFact]
    public async Task Every_page()
    {
        if (Environment.GetEnvironmentVariable("DESK_SCREENSHOTS_OF") != "all") return;
        foreach (var page in SitePage.All)
            foreach (var language in LanguageTag.All)
                foreach (var (width, height) in Windows)
                {
                    await using var reader = await demo.OpenBrowserAsync(page.User, language, width, height);
                    await page.OpenAsync(reader.Page);
                    await TakeAsync(reader.Page, $"{page.Name}.{LanguageTag.From(language)}.{width}");
                }
    }

    /// <summary>Takes a screenshot of the visible part of the page.</summary>
    private static async Task TakeAsync(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        var path = Path.Combine(OnRequestFactAttribute.Folder!, $"{name}.png");
        await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
    }
}
