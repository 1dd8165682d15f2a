using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>
/// Tests of the chat in a browser of January 2021. Every declaration and rule that such a browser does not know is taken out of the style
/// sheets on their way, as that browser does.
/// </summary>
public partial class OldBrowserJourney(ChromiumFixture chromium)
{
    [Theory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task A_browser_without_light_dark_keeps_bubbles_colours_and_the_place_of_the_composer(ColorScheme colours)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await office.OpenBrowserAsync(Language.Ug, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true, ColorScheme = colours,
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        await resident.Page.RouteAsync("**/*.css", TakeOutNewerFeaturesAsync);
        await resident.GoAsync("/chat?lang=ug");
        await resident.Page.FillAsync("#say", "قوغۇنۇم سېتىلمىدى");
        await resident.Page.Locator("[data-default]").ClickAsync();
        await resident.Page.Locator(".number-bubble").WaitForAsync();

        var (page, ours, theirs) = (await ColoursAsync(resident.Page, "body"), await ColoursAsync(resident.Page, ".ours > .bubble"),
            await ColoursAsync(resident.Page, ".theirs > .bubble"));
        Assert.NotEqual(page.Background, ours.Background);
        Assert.NotEqual(page.Background, theirs.Background);
        Assert.NotEqual(page.Background, ours.Border);
        Assert.NotEqual(ours.Background, ours.Border);
        Assert.NotEqual(page.Background, page.Ink);
        var composer = await resident.Page.Locator(".composer").BoundingBoxAsync();
        Assert.Equal(740, composer!.Y + composer.Height, tolerance: 1);
        if (Environment.GetEnvironmentVariable("DESK_SCREENSHOTS") is { Length: > 0 } folder)
            await resident.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"old-browser.{colours}.png") });
    }

    private static async Task TakeOutNewerFeaturesAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var sheet = NewerRule().Replace(Comment().Replace(await answer.TextAsync(), ""), "");
        await route.FulfillAsync(new() { Response = answer, Body = NewerDeclaration().Replace(sheet, "") });
    }

    private static async Task<(string Background, string Border, string Ink)> ColoursAsync(IPage page, string selector)
    {
        var colours = await page.EvaluateAsync<string[]>("""
            selector => {
              const style = getComputedStyle(document.querySelector(selector));
              return [style.backgroundColor, style.borderTopColor, style.color];
            }
            """, selector);
        return (colours[0], colours[1], colours[2]);
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^{}]*:(has|dir)\([^{}]*\{[^{}]*\}")]
    private static partial Regex NewerRule();

    [GeneratedRegex(@"(?<=[{;])[^{};]*(light-dark\(|color-mix\(|\ddvh|: clip|field-sizing|accent-color)[^{};]*;")]
    private static partial Regex NewerDeclaration();
}
