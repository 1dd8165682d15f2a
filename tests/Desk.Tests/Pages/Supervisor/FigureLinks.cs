using System.Globalization;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Tests.Pages.Shared;

namespace EcomCenter.Desk.Tests.Pages.Supervisor;

/// <summary>The numbers of a page of figures, each with the address of the list behind it.</summary>
internal static class FigureLinks
{
    /// <summary>Opens the list behind every number of a page, and expects as many cases.</summary>
    /// <returns>The addresses that were opened.</returns>
    public static async Task<List<string>> ExpectListsAsync(this HttpClient browser, string page, string within = "main")
    {
        var links = await ListAsync(browser, page, within);
        foreach (var (href, number) in links)
        {
            var list = (await browser.OpenAsync(href)).Document;
            Assert.Equal((href, number), (href, NumberIn(list.QuerySelector("h1")!.TextContent)));
            Assert.Equal((href, Math.Min(number, FigureList.PageSize)), (href, list.QuerySelectorAll(".cases tbody tr").Length));
        }

        return [.. links.Select(link => link.Href)];
    }

    private static async Task<List<(string Href, int Number)>> ListAsync(HttpClient browser, string page, string within) =>
    [
        .. (await browser.OpenAsync(page)).Document.QuerySelectorAll($"{within} a[href^='/desk/figures']")
            .Where(link => link.TextContent.Any(char.IsDigit) && link.QuerySelector("rect") is null && link.Closest(".needs") is null)
            .Select(link => (Href: link.GetAttribute("href")!, Number: NumberIn(link.TextContent))).Distinct(),
    ];

    private static int NumberIn(string text)
    {
        var last = text.Split(' ', ':').Last(part => part.Any(char.IsDigit));
        return int.Parse(string.Concat(last.Where(char.IsDigit)), CultureInfo.InvariantCulture);
    }
}
