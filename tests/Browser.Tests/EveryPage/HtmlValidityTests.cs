using EcomCenter.Contracts;
using EcomCenter.Tests;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>Every page as the server sends it, judged by html-validate.</summary>
public class HtmlValidityTests(DemoDeskFixture demo) : IClassFixture<DemoDeskFixture>
{
    [Fact]
    public async Task Every_page_is_valid_in_every_language()
    {
        var folder = await NpmTools.FolderAsync("pages");
        foreach (var old in Directory.EnumerateFiles(folder)) File.Delete(old);
        foreach (var language in LanguageTag.All)
            foreach (var page in SitePage.All) await SaveAsync(page, language, folder);
        var rules = Path.Combine(AppContext.BaseDirectory, "Scripts", "htmlvalidate.json");
        var (code, output) = await NpmTools.RunAsync("html-validate/bin/html-validate.mjs", "--config", rules, "--formatter", "text",
            "--max-warnings", "0", folder);
        Assert.True(code == 0, output);
    }

    private async Task SaveAsync(SitePage page, Language language, string folder)
    {
        await using var reader = await demo.OpenBrowserAsync(page.User, language);
        // The page may be reached over others; the answer that counts is the last.
        IResponse? shown = null;
        reader.Page.Response += (_, response) =>
        {
            var isPage = response.Request.IsNavigationRequest && response.Frame == reader.Page.MainFrame;
            if (isPage && response.Status is not (>= 300 and < 400)) shown = response;
        };
        await page.OpenAsync(reader.Page);
        Assert.NotNull(shown);
        var html = await shown.TextAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, $"{page.Name}.{LanguageTag.From(language)}.html"), html,
            TestContext.Current.CancellationToken);
    }
}
