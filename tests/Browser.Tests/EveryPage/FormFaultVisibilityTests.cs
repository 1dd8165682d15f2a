using EcomCenter.Contracts;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>Tests that form errors are visible on a phone, where a form is longer than the window.</summary>
public class FormFaultVisibilityTests(DemoDeskFixture demo) : IClassFixture<DemoDeskFixture>
{
    [Theory]
    [InlineData("report-empty")]
    [InlineData("track-mistyped")]
    [InlineData("sign-in-empty")]
    [InlineData("counter-empty")]
    [InlineData("hotline-empty")]
    [InlineData("suggestion-box-empty")]
    [InlineData("staff-empty")]
    public async Task The_first_invalid_field_has_focus_and_its_error_is_visible(string name)
    {
        var page = SitePage.ByName(name);
        await using var reader = await demo.OpenBrowserAsync(page.User, Language.Ug, 360, 740);
        await page.OpenAsync(reader.Page);
        await reader.Page.WaitForFunctionAsync("() => document.activeElement === document.querySelector('[aria-invalid=true]')");
        // Scrolling takes a moment. Nothing, such as a sticky bar, may cover the error.
        await reader.Page.WaitForFunctionAsync("""
            () => document.activeElement.getAttribute("aria-describedby").split(" ").slice(0, 1).every(id => {
              const fault = document.getElementById(id), { left, top, width, height } = fault.getBoundingClientRect();
              const at = document.elementFromPoint(left + width / 2, top + height / 2);
              return at === fault || fault.contains(at);
            })
            """);
    }
}
