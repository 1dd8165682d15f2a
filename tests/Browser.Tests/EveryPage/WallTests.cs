using EcomCenter.Contracts;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>The screen on the office wall on a busy day.</summary>
public class WallTests(DemoDeskFixture demo) : IClassFixture<DemoDeskFixture>
{
    [Theory]
    [InlineData(Language.Ug, 1366)]
    [InlineData(Language.ZhHans, 1366)]
    [InlineData(Language.Ug, 1920)]
    public async Task A_number_of_three_digits_stands_beside_its_label(Language language, int width)
    {
        await using var reader = await demo.OpenBrowserAsync("clerk", language, width, 768);
        await reader.GoAsync("/wall");
        var below = await reader.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll(".tiles > div")].filter(tile => {
              const label = tile.querySelector("dt"), number = tile.querySelector("dd");
              number.textContent = "132";
              return number.getBoundingClientRect().top >= label.getBoundingClientRect().bottom;
            }).map(tile => tile.textContent.replace(/\s+/g, " "))
            """);
        Assert.Empty(below);
    }
}
