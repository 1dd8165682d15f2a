using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>A refusal is seen where the button was pressed, at any scroll position and in the pane beside the board.</summary>
public class RefusalJourney(ChromiumFixture chromium)
{
    private const string IsInView = """
        () => {
          const notice = document.querySelector("[data-refusal]"), { top, bottom, left } = notice.getBoundingClientRect();
          const seen = document.elementFromPoint(left + 20, (top + bottom) / 2);
          return top >= 0 && bottom <= innerHeight && notice.contains(seen) && document.activeElement === notice;
        }
        """;

    [Theory]
    [InlineData(1366, 768)]
    [InlineData(360, 740)]
    public async Task A_refusal_stands_in_the_form_that_was_sent_is_in_view_and_has_the_focus(int width, int height)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.Page.SetViewportSizeAsync(width, height);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await ResolveAsync(clerk.Page);
        await Assertions.Expect(clerk.Page.Locator("form[action*='/resolve'] [data-refusal]")).ToBeVisibleAsync();
        await clerk.Page.WaitForFunctionAsync(IsInView);
    }

    [Fact]
    public async Task Of_several_forms_with_one_address_the_one_with_the_fault_has_the_focus()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var boss = await office.SignInStaffAsync("boss", StaffRole.Supervisor);
        await AddSeasonAsync("06-01", "09-30");
        await boss.Page.WaitForURLAsync("**/calendar?done=1");
        await AddSeasonAsync("13-01", "14-01");
        await boss.Page.WaitForFunctionAsync("() => document.activeElement.matches('[name=first][aria-invalid=true]')");
        await Assertions.Expect(boss.Page.Locator("form[action$='/season']").First.Locator("[data-refusal]")).ToHaveCountAsync(0);

        async Task AddSeasonAsync(string first, string last)
        {
            await boss.GoAsync("/desk/admin/calendar");
            var form = boss.Page.Locator("form[action$='/season']").Last;
            await form.EvaluateAsync("form => { form.closest('details').open = true; form.noValidate = true; }");
            await form.Locator("[name=first]").FillAsync(first);
            await form.Locator("[name=last]").FillAsync(last);
            await form.Locator("[name=monday]").FillAsync("09:00-17:00");
            await form.Locator("[type=submit]").ClickAsync();
        }
    }

    /// <summary>On a phone the forms are at the foot of the page, below the conversation.</summary>
    [Fact]
    public async Task A_form_at_the_foot_of_a_phone_stays_in_view_while_colleagues_change_the_ticket()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.Page.SetViewportSizeAsync(360, 740);
        await clerk.GoAsync($"/desk/tickets/{number}");
        var reason = clerk.Page.Locator(".acts form textarea").Last;
        await clerk.Page.Locator(".acts details.act > summary").Last.ClickAsync();
        await reason.FocusAsync();
        await clerk.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        await clerk.WaitUntilLiveAsync();
        await office.Desk.TakeTicketAsync(number, "boss");
        await Assertions.Expect(clerk.Page.Locator("form[action$='/take']")).ToHaveCountAsync(0);
        await Assertions.Expect(reason).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_refusal_in_the_pane_is_in_view_and_has_the_focus()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.GoAsync("/desk");
        await clerk.Page.ClickAsync($"#t{number} .subject");
        var frame = await FindFrameAsync(clerk.Page);
        await frame.ClickAsync("details.act:has(form[action*='/resolve']) > summary");
        await frame.Locator("form[action*='/resolve'] textarea").SendFormAsync();
        await frame.WaitForSelectorAsync("form[action*='/resolve'] [data-refusal]");
        await frame.WaitForFunctionAsync(IsInView);
    }

    [Fact]
    public async Task Of_two_who_send_at_once_the_second_sees_it_at_the_button()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var number = await OpenLongTicketAsync(office);
        BrowserUser[] clerks =
            [await office.SignInStaffAsync("first", StaffRole.Clerk), await office.SignInStaffAsync("second", StaffRole.Clerk)];
        foreach (var clerk in clerks)
        {
            await clerk.Page.RouteAsync("**/lib/signalr*", route => route.AbortAsync());
            await clerk.GoAsync($"/desk/tickets/{number}");
            await clerk.Page.FillAsync("#say-text", "星期五就到。");
        }

        await Task.WhenAll(clerks.Select(clerk => clerk.Page.RunAndWaitForResponseAsync(
            () => clerk.Page.Locator("#say-text").SendFormAsync(),
            answer => answer.Request.IsNavigationRequest && answer.Status != 302)));

        foreach (var clerk in clerks)
            await clerk.Page.WaitForFunctionAsync("() => location.hash === '#latest' || document.querySelector('#answer [data-refusal]')");
        var counts = await Task.WhenAll(clerks.Select(clerk => clerk.Page.Locator("#answer [data-refusal]").CountAsync()));
        Assert.Equal([0, 1], counts.Order());
        await clerks[Array.IndexOf(counts, 1)].Page.WaitForFunctionAsync(IsInView);
    }

    [Fact]
    public async Task An_answer_that_waits_for_a_call_says_so_where_the_ticket_is_resolved_and_is_told_by_one_button()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await office.Desk.AnswerTicketAsync(number);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await ResolveAsync(clerk.Page);
        await Assertions.Expect(clerk.Page.Locator("[data-refusal]")).ToContainTextAsync("has not been said yet");
        await clerk.Page.ClickAsync("[data-refusal] a");
        var unsaid = clerk.Page.Locator(".said.ours .unsaid");
        await Assertions.Expect(unsaid).ToContainTextAsync("138****1234");
        await unsaid.GetByText("No reply").ClickAsync();
        await Assertions.Expect(unsaid).ToContainTextAsync("no reply so far: 1");
        await unsaid.GetByText("I told them").ClickAsync();
        await Assertions.Expect(unsaid).ToHaveCountAsync(0);
        await ResolveAsync(clerk.Page);
        await Assertions.Expect(clerk.Page.Locator(".head .facts")).ToContainTextAsync("Resolved");
    }

    private static async Task<TicketNumber> OpenLongTicketAsync(TestOffice office)
    {
        var number = await office.Desk.OpenTicketAsync(string.Join("\n", Enumerable.Range(1, 90).Select(line => $"第 {line} 行")));
        return number;
    }

    private static async Task ResolveAsync(IPage page)
    {
        await page.ClickAsync("details.act:has(form[action*='/resolve']) > summary");
        await page.Locator("form[action*='/resolve'] textarea").SendFormAsync();
    }

    private static async Task<IFrame> FindFrameAsync(IPage page)
    {
        var element = await page.WaitForSelectorAsync("iframe[name=beside]");
        var frame = (await element!.ContentFrameAsync())!;
        await frame.WaitForSelectorAsync("#ticket");
        return frame;
    }
}
