using EcomCenter.Contracts;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>On a phone a sheet is longer than the window: what is wrong must not lie outside it.</summary>
public class FaultsAreInSight(DemoOffice demo) : IClassFixture<DemoOffice>
{
    [Theory]
    [InlineData("report-empty")]
    [InlineData("track-mistyped")]
    [InlineData("sign-in-empty")]
    [InlineData("counter-empty")]
    [InlineData("hotline-empty")]
    [InlineData("suggestion-box-empty")]
    [InlineData("staff-empty")]
    public async Task The_cursor_stands_in_the_first_faulty_field_and_its_remedy_is_in_sight(string name)
    {
        var page = SitePage.Named(name);
        await using var reader = await demo.SitDownAsync(page.User, Language.Ug, 360, 740);
        await page.OpenAsync(reader.Page);
        await reader.Page.WaitForFunctionAsync("() => document.activeElement === document.querySelector('[aria-invalid=true]')");
        // Where it scrolls, it takes a moment; nothing lies over it, as a bar that stays might.
        await reader.Page.WaitForFunctionAsync("""
            () => document.activeElement.getAttribute("aria-describedby").split(" ").slice(0, 1).every(id => {
              const fault = document.getElementById(id), { left, top, width, height } = fault.getBoundingClientRect();
              const at = document.elementFromPoint(left + width / 2, top + height / 2);
              return at === fault || fault.contains(at);
            })
            """);
    }
}
