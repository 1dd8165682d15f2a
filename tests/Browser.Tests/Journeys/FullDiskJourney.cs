using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database.Disks;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Texts;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>The disk fills up while somebody is writing. Nothing typed is lost, and it is sent when there is room again.</summary>
public class FullDiskJourney(ChromiumFixture chromium)
{
    private const string Words = "水渠坏了，田里没有水。";

    /// <summary>More than fits into the pages that the database has.</summary>
    private static readonly string LongWords = string.Concat(Enumerable.Repeat(Words, 400));

    [Fact]
    public async Task A_half_written_answer_outlives_a_full_disk()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.GoAsync($"/desk/tickets/{number}?lang=zh");
        await clerk.Page.FillAsync("#say-text", LongWords);
        await using (await office.Desk.FillDiskAsync())
        {
            await clerk.Page.ClickAsync("#answer button.main");
            await Assertions.Expect(clerk.Page.Locator(".notice.late")).ToContainTextAsync(
                DeskTexts.Format(Language.ZhHans, "form.trouble"));
            await Assertions.Expect(clerk.Page.Locator("#say-text")).ToHaveValueAsync(LongWords);
        }

        await clerk.Page.ClickAsync("#answer button.main");
        await Assertions.Expect(clerk.Page.Locator(".said").Last).ToContainTextAsync(Words);
        await Assertions.Expect(clerk.Page.Locator("#say-text")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_resident_gets_the_words_back_and_sends_them_when_there_is_room()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await office.OpenBrowserAsync(Language.Ug);
        await resident.GoAsync("/chat?lang=ug");
        await office.Desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        await resident.Page.FillAsync("#say", Words);
        await resident.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(resident.Page.Locator(".composer .fault")).ToContainTextAsync(
            DeskTexts.Format(Language.Ug, "form.diskFull"));
        await Assertions.Expect(resident.Page.Locator("#say")).ToHaveValueAsync(Words);
        await office.Desk.SetFloorsAsync(0, 0);
        await resident.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(resident.Page.Locator(".number-bubble")).ToBeVisibleAsync();
    }
}
