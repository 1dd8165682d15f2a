using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

public class StaffBarTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1366)]
    [InlineData(360)]
    public async Task Every_control_on_the_staff_bar_is_large_enough_to_hit(int width)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var reader = await office.SignInStaffAsync("aygul", StaffRole.Supervisor);
        await reader.Page.SetViewportSizeAsync(width, 768);
        foreach (var language in LanguageTag.All)
        {
            await reader.GoAsync($"/desk?lang={LanguageTag.From(language)}");
            var small = await reader.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll(".bar :is(a, button, input)")].map(e => [e, e.getBoundingClientRect()])
                  .filter(([e, r]) => !e.matches(".unseen") && r.width > 0 && (r.height < 32 || r.width < 24))
                  .map(([e, r]) => `${e.textContent.trim()} ${r.width}x${r.height}`)
                """);
            Assert.True(small.Length == 0, $"{language}: {string.Join(", ", small)}");
            await reader.WaitUntilLiveAsync();
            var broken = await reader.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll(".bar :is(.house, .rooms a)")]
                  .filter(e => e.getBoundingClientRect().height > 44 || e.scrollWidth > e.clientWidth + 1)
                  .map(e => `${e.textContent.trim()} ${e.scrollWidth} in ${e.clientWidth}`)
                """);
            Assert.True(width < 1366 || broken.Length == 0, $"{language}: {string.Join(", ", broken)}");
            var fits = await reader.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth");
            Assert.True(fits, $"The page in {language} is wider than the window.");
        }
    }

    [Fact]
    public async Task A_scrolled_page_on_a_phone_gives_less_than_60_pixels_to_the_bar()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var reader = await office.SignInStaffAsync("aygul", StaffRole.Supervisor);
        await reader.Page.SetViewportSizeAsync(360, 740);
        foreach (var language in LanguageTag.All)
        {
            await reader.GoAsync($"/desk/supervisor?lang={LanguageTag.From(language)}");
            await reader.Page.EvaluateAsync("() => scrollTo(0, 400)");
            var bottom = await reader.Page.EvaluateAsync<double>("() => document.querySelector('.bar').getBoundingClientRect().bottom");
            Assert.InRange(bottom, 20, 60);
            await reader.Page.Locator("#find").ClickAsync();
        }
    }

    [Theory]
    [InlineData(StaffRole.Supervisor)]
    [InlineData(StaffRole.Admin)]
    public async Task The_staff_bar_has_three_rows_on_a_phone_in_every_language(StaffRole role)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var reader = await office.SignInStaffAsync("aygul", role);
        await reader.Page.SetViewportSizeAsync(360, 740);
        foreach (var language in LanguageTag.All)
        {
            await reader.GoAsync($"/desk?lang={LanguageTag.From(language)}");
            if (role is not StaffRole.Admin) await reader.WaitUntilLiveAsync();
            var faults = await reader.Page.EvaluateAsync<string[]>("""
                () => {
                  const middle = e => { const r = e.getBoundingClientRect(); return r.top + r.height / 2; };
                  const all = selector => [...document.querySelectorAll(selector)];
                  const isOneRow = selector => {
                    const middles = all(selector).filter(e => e.getClientRects().length > 0).map(middle);
                    return Math.max(...middles) - Math.min(...middles) < 8;
                  };
                  const rows = [".bar .centre, .bar .rooms a", ".bar .languages a, .bar .me, .bar .live", ".bar .find"];
                  return rows.filter(row => !isOneRow(row))
                    .concat(all(".bar .rooms a").filter(a => a.getBoundingClientRect().height > 44).map(a => a.textContent))
                    .concat(all(".bar .rooms").filter(rooms => rooms.scrollWidth > rooms.clientWidth)
                      .map(rooms => `${rooms.scrollWidth} in ${rooms.clientWidth}`));
                }
                """);
            Assert.True(faults.Length == 0, $"{language}: {string.Join(", ", faults)}");
        }
    }
}
