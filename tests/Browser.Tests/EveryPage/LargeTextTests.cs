using EcomCenter.Contracts;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>Checks that residents who read letters of twice the size on a small phone never have to scroll sideways (WCAG 1.4.4).</summary>
public class LargeTextTests(DemoDeskFixture demo) : IClassFixture<DemoDeskFixture>
{
    public static TheoryData<string, Language> Pages =>
    [
        .. SitePage.All.Where(page => page.IsPublic)
            .SelectMany(page => LanguageTag.All.Select(language => new TheoryDataRow<string, Language>(page.Name, language))),
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_public_page_fits_a_small_phone_at_twice_the_size_of_letters(string name, Language language)
    {
        var page = SitePage.ByName(name);
        await using var reader = await demo.OpenBrowserAsync(page.User, language);
        await page.OpenAsync(reader.Page);
        await reader.Page.SetViewportSizeAsync(360, 740);
        var tooWide = await reader.Page.EvaluateAsync<string?>("""
            () => {
              const root = document.documentElement;
              root.style.fontSize = '200%';
              const [main, width] = [document.querySelector('main'), root.clientWidth];
              if (root.scrollWidth <= width && main.scrollWidth <= main.clientWidth) return null;
              const wide = [...document.querySelectorAll('body *')].filter(element => {
                const { left, right } = element.getBoundingClientRect();
                return element.checkVisibility() && (right > width + 1 || left < -1);
              });
              const first = wide.find(element => !wide.includes(element.parentElement)) ?? document.body;
              return `${root.scrollWidth} px: ${first.outerHTML.slice(0, 200)}`;
            }
            """);
        if (Environment.GetEnvironmentVariable("DESK_SCREENSHOTS") is { Length: > 0 } folder)
            await reader.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"large.{name}.{LanguageTag.From(language)}.png") });
        Assert.True(tooWide is null, tooWide);
    }
}
