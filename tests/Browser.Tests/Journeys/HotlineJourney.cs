using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class HotlineJourney(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("十点。", "answered", CycleState.Met)]
    [InlineData(null, "callBack", CycleState.Open)]
    public async Task The_main_button_follows_the_typed_text_and_the_keyboard_presses_it(string? answer, string ending, CycleState state)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("clerk", StaffRole.Clerk, Language.ZhHans);
        await clerk.GoAsync("/desk/hotline");
        await clerk.Page.FillAsync("[name=who]", "13800001234");
        await clerk.Page.FillAsync("[name='description']", "几点开门?");
        if (answer is not null) await clerk.Page.FillAsync("[name='answer.text']", answer);
        await Assertions.Expect(clerk.Page.Locator(".endings .main")).ToHaveAttributeAsync("value", ending);

        await clerk.Page.Keyboard.PressAsync("Control+Enter");

        await clerk.Page.WaitForURLAsync("**/desk/hotline?done=*");
        await using var db = office.Desk.CreateDb();
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Cycles).Include(t => t.Messages).SingleAsync();
        Assert.Equal((state, answer is null), (ticket.LatestCycle.State, ticket.NeedsCallBack));
        if (answer is not null) Assert.Contains(ticket.Messages, m => m.Text == answer);
    }

    [Theory]
    [InlineData(Language.ZhHans)]
    [InlineData(Language.Ug)]
    public async Task Found_people_never_cover_todays_calls(Language language)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("clerk", StaffRole.Clerk, language);
        await clerk.GoAsync("/desk/hotline");
        await clerk.Page.EvaluateAsync("""
            () => {
              document.querySelector('[data-people]').innerHTML = '<p>found</p>'.repeat(60);
              document.getElementById('calls').style.minBlockSize = '150vh';
              scrollTo(0, document.body.scrollHeight);
            }
            """);
        Assert.True(await clerk.Page.EvaluateAsync<bool>("""
            () => {
              const [people, calls] = [document.querySelector('.beside'), document.getElementById('calls')];
              return people.getBoundingClientRect().bottom <= calls.getBoundingClientRect().top;
            }
            """));
    }
}
