using EcomCenter.Browser.Tests.Journeys;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

public class TheBarFits(Chromium chromium)
{
    [Theory]
    [InlineData(1366)]
    [InlineData(360)]
    public async Task Everything_on_the_staff_bar_is_large_enough_to_hit(int width)
    {
        await using var office = await Office.OpenAsync(chromium);
        var reader = await office.StaffAsync("aygul", StaffRole.Supervisor);
        await reader.Page.SetViewportSizeAsync(width, 768);
        foreach (var language in LanguageTag.All)
        {
            await reader.GoAsync($"/desk?lang={LanguageTag.Of(language)}");
            var small = await reader.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll(".bar :is(a, button, input)")].map(e => [e, e.getBoundingClientRect()])
                  .filter(([, r]) => r.width > 0 && (r.height < 32 || r.width < 24)).map(([e, r]) => `${e.textContent.trim()} ${r.width}x${r.height}`)
                """);
            Assert.True(small.Length == 0, $"{language}: {string.Join(", ", small)}");
            Assert.True(await reader.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{language} is wider than the window");
        }
    }

    [Theory]
    [InlineData(StaffRole.Supervisor)]
    [InlineData(StaffRole.Admin)]
    public async Task The_staff_bar_keeps_its_three_lines_on_a_phone_in_every_language(StaffRole role)
    {
        await using var office = await Office.OpenAsync(chromium);
        var reader = await office.StaffAsync("aygul", role);
        await reader.Page.SetViewportSizeAsync(360, 740);
        foreach (var language in LanguageTag.All)
        {
            await reader.GoAsync($"/desk?lang={LanguageTag.Of(language)}");
            if (role is not StaffRole.Admin) await reader.IsLiveAsync();
            var lines = await reader.Page.EvaluateAsync<string[]>("""
                () => {
                  const middle = e => { const r = e.getBoundingClientRect(); return r.top + r.height / 2; };
                  const one = name => { const all = [...document.querySelectorAll(name)].filter(e => e.getClientRects().length > 0).map(middle); return Math.max(...all) - Math.min(...all) < 8; };
                  return [".bar .centre, .bar .rooms a", ".bar .languages a, .bar .me, .bar .live", ".bar .find"].filter(line => !one(line))
                    .concat([...document.querySelectorAll(".bar .rooms a")].filter(a => a.getBoundingClientRect().height > 44).map(a => a.textContent))
                    .concat([...document.querySelectorAll(".bar .rooms")].filter(rooms => rooms.scrollWidth > rooms.clientWidth).map(rooms => `${rooms.scrollWidth} in ${rooms.clientWidth}`));
                }
                """);
            Assert.True(lines.Length == 0, $"{language}: {string.Join(", ", lines)}");
        }
    }
}
