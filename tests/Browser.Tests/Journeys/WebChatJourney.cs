using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Tests of the web chat, mostly on a small phone.</summary>
public class WebChatJourney(ChromiumFixture chromium)
{
    private const string MessageText = "قوغۇنۇم سېتىلمىدى، ياردەم كېرەك";
    private const string AnswerText = "ئەتە سائەت 10 دا كېلىڭ، بىرلىكتە كۆرىمىز.";

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_resident_on_a_phone_writes_in_Uyghur_gets_a_number_at_once_and_reads_the_answer_in_the_same_chat(bool scripts)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await office.OpenBrowserAsync(Language.Ug, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true, JavaScriptEnabled = scripts,
        });
        await resident.GoAsync("/chat?lang=ug");
        await Assertions.Expect(resident.Page.Locator("html[lang=ug][dir=rtl]")).ToBeAttachedAsync();

        await resident.Page.FillAsync("#say", MessageText);
        await resident.Page.TapAsync(".composer [type=submit]");

        await using var db = office.Desk.CreateDb();
        await Assertions.Expect(resident.Page.Locator(".number-bubble .number")).ToBeVisibleAsync();
        var ticket = await db.Tickets.AsNoTracking().SingleAsync();
        await Assertions.Expect(resident.Page.Locator(".number-bubble .number")).ToHaveTextAsync(ticket.Number.ToString());
        await AnswerAsync(office, ticket.Number);
        if (!scripts) await resident.GoAsync("/chat");
        await Assertions.Expect(resident.Page.Locator(".line.ours").Last).ToContainTextAsync(AnswerText);
        Assert.True(await resident.WasNotReloadedAsync());
        Assert.Equal(CycleState.Met, await db.Tickets.Select(t => t.CycleState).SingleAsync());
        Assert.Empty(resident.Errors);
    }

    [Fact]
    public async Task A_resident_gets_a_number_in_Uyghur_from_the_home_page_with_one_text_and_at_most_four_taps()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await office.OpenBrowserAsync(Language.Ug, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true,
        });
        await resident.Page.AddInitScriptAsync("""
            addEventListener('click', e => {
              if (e.isTrusted) sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
            }, true);
            """);
        await resident.GoAsync("/");
        await resident.Page.Locator("a[href='/chat']").First.TapAsync();
        await Assertions.Expect(resident.Page.Locator("html[lang=ug][dir=rtl]")).ToBeAttachedAsync();
        await resident.Page.TapAsync("#say");
        await resident.Page.Keyboard.TypeAsync(MessageText);
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(".number-bubble .number")).ToBeVisibleAsync();
        Assert.InRange(await resident.Page.EvaluateAsync<int>("() => Number(sessionStorage.taps)"), 1, 4);
        Assert.Equal("ug", await resident.Page.Locator("[data-transcript] .ours .bubble").First.GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task A_Chinese_answer_in_a_Uyghur_chat_reads_from_left_to_right()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await office.OpenBrowserAsync(Language.Ug);
        await resident.GoAsync("/chat?lang=ug");
        await resident.Page.FillAsync("#say", MessageText);
        await resident.Page.ClickAsync(".composer [type=submit]");
        await resident.Page.Locator(".number-bubble").WaitForAsync();
        await using var db = office.Desk.CreateDb();
        await AnswerAsync(office, await db.Tickets.Select(t => t.Number).SingleAsync(), "您好。");
        await Assertions.Expect(resident.Page.Locator(".line.ours").Last).ToContainTextAsync("您好。");

        var indents = await resident.Page.EvaluateAsync<double[]>("""
            () => {
              const bubble = [...document.querySelectorAll(".line.ours > .bubble")].at(-1);
              const text = bubble.firstChild, range = document.createRange();
              const from = text.data.indexOf("您好"), box = bubble.getBoundingClientRect();
              range.setStart(text, from); range.setEnd(text, from + 1);
              const first = range.getBoundingClientRect();
              range.setStart(text, from + 2); range.setEnd(text, from + 3);
              return [first.left - box.left, range.getBoundingClientRect().left - first.left];
            }
            """);
        Assert.InRange(indents[0], 0, 20);
        Assert.True(indents[1] > 0, "The full stop is left of the text.");
    }

    private static Task AnswerAsync(TestOffice office, TicketNumber number) => AnswerAsync(office, number, AnswerText);

    private static async Task AnswerAsync(TestOffice office, TicketNumber number, string reply)
    {
        var result = await office.Desk.Writer.WriteAsync(unit =>
            office.Desk.Actions.AnswerAsync(unit, new(number, BoardTestTickets.Supervisor), new AnswerDraft(reply),
                CancellationToken.None));
        Assert.IsType<TicketActionResult.ActionDone>(result);
    }
}
