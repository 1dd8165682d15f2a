using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class LatePhotoJourney(ChromiumFixture chromium)
{
    private static readonly byte[] OnePixelPng = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_photo_that_is_fetched_late_appears_on_the_open_page_by_itself()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        office.Telegram.FailNext(502, method: "getFile", times: 1_000_000);
        office.Telegram.SendPhoto(42, "photo", OnePixelPng, "这个包裹坏了");
        await office.Telegram.WaitForMessageAsync(42);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await using var db = office.Desk.CreateDb();
        var number = await db.Tickets.Select(t => t.Number).SingleAsync(TestContext.Current.CancellationToken);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await Assertions.Expect(clerk.Page.Locator("#story .file .wait")).ToHaveCountAsync(1);

        office.Telegram.Recover();
        await Assertions.Expect(clerk.Page.Locator("#story .file img")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        Assert.True(await clerk.Page.EvaluateAsync<bool>("""
            () => {
              const image = document.querySelector('#story .file img');
              image.loading = 'eager';
              return image.decode().then(() => image.naturalWidth === 1);
            }
            """));
        Assert.True(await clerk.WasNotReloadedAsync());
        Assert.Empty(clerk.Errors);
    }
}
