using EcomCenter.Tests;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests;

public class ChromiumIsThere
{
    [Fact]
    public async Task A_page_opens_in_Chromium()
    {
        var chromium = Needs.Chromium();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync();
        await page.SetContentAsync("<title>EcomCenter</title>");
        Assert.Equal("EcomCenter", await page.TitleAsync());
    }
}
