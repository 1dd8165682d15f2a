using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Each key works on the pages that announce it.</summary>
public class KeyboardJourney(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk/counter")]
    [InlineData("/desk/supervisor")]
    [InlineData("/desk/admin/questions")]
    public async Task The_slash_finds_the_search_on_every_page_that_announces_it(string page)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var supervisor = await office.SignInStaffAsync("boss", StaffRole.Supervisor);
        await supervisor.GoAsync(page);
        await supervisor.Page.EvaluateAsync("() => document.activeElement.blur()");
        await supervisor.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(supervisor.Page.Locator("#find")).ToBeFocusedAsync();
        await Assertions.Expect(supervisor.Page.Locator("#find")).ToHaveValueAsync("");
    }

    [Theory]
    [InlineData(1366)]
    [InlineData(1100)]
    public async Task A_ticket_is_resolved_noted_and_given_a_next_step_by_keys_from_the_list(int width)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await office.Desk.OpenTicketAsync("核桃");
        await clerk.Page.SetViewportSizeAsync(width, 768);
        foreach (var (key, focused) in new[] { ("n", "#say-text"), ("x", "#say-text"), ("r", "form[action*='/resolve'] textarea") })
        {
            await clerk.GoAsync("/desk");
            await clerk.Page.Keyboard.PressAsync("j");
            await clerk.Page.Keyboard.PressAsync(key);
            ILocator Find(string what) =>
                width < 1200 ? clerk.Page.Locator(what) : clerk.Page.FrameLocator("iframe[name=beside]").Locator(what);
            await Assertions.Expect(Find(focused)).ToBeFocusedAsync();
            if (key != "r") await Assertions.Expect(Find(key == "n" ? "#k-note" : "#k-nextStep")).ToBeCheckedAsync();
        }
    }

    [Fact]
    public async Task A_digit_chooses_a_list_and_a_ticket_leads_back_to_it()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.Page.SetViewportSizeAsync(1100, 768);
        await clerk.GoAsync("/desk");
        await clerk.Page.Keyboard.PressAsync("2");
        await clerk.Page.WaitForURLAsync("**/desk?list=unassigned");
        await clerk.Page.ClickAsync($"#t{number} .subject");
        await clerk.Page.WaitForURLAsync($"**/desk/tickets/{number}");
        await clerk.Page.ClickAsync(".trail a");
        await clerk.Page.WaitForURLAsync("**/desk?list=unassigned");
    }

    [Fact]
    public async Task A_found_person_is_picked_by_arrow_and_Enter()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await office.Desk.OpenTicketAsync("核桃");
        await clerk.GoAsync("/desk/counter");
        await clerk.Page.FillAsync("[name=who]", "1234");
        await clerk.Page.Locator("[data-person]").WaitForAsync();
        await clerk.Page.PressAsync("[name=who]", "ArrowDown");
        await Assertions.Expect(clerk.Page.Locator("[data-person]").First).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(clerk.Page.Locator("[data-picked]")).ToBeVisibleAsync();
        await Assertions.Expect(clerk.Page.Locator("[name=who]")).ToHaveValueAsync("买买提");
    }

    [Fact]
    public async Task What_was_typed_at_the_counter_goes_along_to_a_ticket_that_is_open_already()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.GoAsync("/desk/counter");
        await clerk.Page.FillAsync("[name=description]", "The walnuts still have not come");
        await clerk.Page.FillAsync("[name=who]", "13800001234");
        await clerk.Page.ClickAsync($"[data-add-to='{number}']");
        await clerk.Page.WaitForURLAsync($"**/desk/tickets/{number}*");
        var words = clerk.Page.Locator("form[action*='/write'] textarea");
        await Assertions.Expect(words).ToHaveValueAsync("The walnuts still have not come");
        await words.SendFormAsync();
        await Assertions.Expect(clerk.Page.Locator(".said.theirs").Last).ToContainTextAsync("still have not come");
        // The live page may show the words before the response comes whose script ends the draft.
        await clerk.Page.WaitForURLAsync("**#latest");
        await Assertions.Expect(words).ToHaveValueAsync("");
        await clerk.GoAsync("/desk/counter");
        await Assertions.Expect(clerk.Page.Locator("[name=description]")).ToHaveValueAsync("");
    }
}
