using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>The clerk at the front desk fills the sheet without a mouse, so all of it has to be in sight.</summary>
public class CounterSheetTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_sheet_of_the_counter_fits_an_office_screen_without_scrolling_in_every_language()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await clerk.Page.SetViewportSizeAsync(1366, 768);
        foreach (var language in LanguageTag.All)
        {
            await clerk.GoAsync($"/desk/counter?lang={LanguageTag.From(language)}");
            var heights = await clerk.Page.EvaluateAsync<int[]>("""
                () => [document.documentElement.scrollHeight, innerHeight,
                  Math.ceil(document.querySelector("button.main").getBoundingClientRect().bottom)]
                """);
            Assert.True(heights[0] <= heights[1] && heights[2] <= heights[1], $"{language}: {string.Join(' ', heights)}");
        }
    }
}
