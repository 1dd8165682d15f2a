using System.Text;
using System.Text.RegularExpressions;
using EcomCenter.Desk.Staff;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public partial class SlipPageJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_slip_with_all_its_parts_is_one_page_of_the_roll_and_of_A5_in_every_font()
    {
        await using var office = await TestOffice.OpenAsync(chromium,
            ("Desk:PublicUrl", "https://e-commerce-service-centre.example.cn"), ("Centre:Phone", "0903-6712345"));
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await clerk.GoAsync("/desk/counter");
        await clerk.Page.FillAsync("[name=who]", "13800001234");
        await clerk.Page.FillAsync("[name=description]", "Her walnuts did not arrive");
        await clerk.Page.Locator("[name=description]").SendFormAsync();
        await clerk.Page.Locator(".slip .qr").WaitForAsync();
        foreach (var font in new[] { "inherit", "Noto Sans Arabic", "UKIJ Tuz Tom", "monospace" })
        {
            await clerk.Page.EvaluateAsync("font => { document.querySelector('.slip').style.fontFamily = font; }", font);
            Assert.Equal(1, CountPages(await clerk.Page.PdfAsync(new() { PreferCSSPageSize = true })));
            Assert.Equal(1, CountPages(await clerk.Page.PdfAsync(new() { Format = "A5" })));
        }
    }

    private static int CountPages(byte[] pdf) => PageObject().Count(Encoding.Latin1.GetString(pdf));

    [GeneratedRegex(@"/Type\s*/Page[^s]", RegexOptions.NonBacktracking)]
    private static partial Regex PageObject();
}
