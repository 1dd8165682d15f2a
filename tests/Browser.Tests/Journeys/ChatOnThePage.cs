using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tests.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>A farmer with a small phone.</summary>
public class ChatOnThePage(Chromium chromium)
{
    private const string Words = "قوغۇنۇم سېتىلمىدى، ياردەم كېرەك", Reply = "ئەتە سائەت 10 دا كېلىڭ، بىرلىكتە كۆرىمىز.";

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_resident_on_a_phone_writes_in_Uyghur_has_a_number_at_once_and_reads_the_answer_in_the_same_chat(bool scripts)
    {
        await using var office = await Office.OpenAsync(chromium);
        var resident = await office.SitDownAsync(Language.Ug, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true, JavaScriptEnabled = scripts,
        });
        await resident.GoAsync("/chat?lang=ug");
        await Assertions.Expect(resident.Page.Locator("html[lang=ug][dir=rtl]")).ToBeAttachedAsync();

        await resident.Page.FillAsync("#say", Words);
        await resident.Page.TapAsync(".composer [type=submit]");

        await using var db = office.Desk.Db();
        await Assertions.Expect(resident.Page.Locator(".number-bubble .number")).ToBeVisibleAsync();
        var ticket = await db.Tickets.AsNoTracking().SingleAsync();
        await Assertions.Expect(resident.Page.Locator(".number-bubble .number")).ToHaveTextAsync(ticket.Number.ToString());
        await AnswerAsync(office, ticket.Number);
        if (!scripts) await resident.GoAsync("/chat");
        await Assertions.Expect(resident.Page.Locator(".line.ours").Last).ToContainTextAsync(Reply, new() { Timeout = 10_000 });
        Assert.True(await resident.StayedAsync());
        Assert.Equal(CycleState.Met, await db.Tickets.Select(t => t.CycleState).SingleAsync());
        Assert.Empty(resident.Trouble);
    }

    private static async Task AnswerAsync(Office office, TicketNumber number) => Assert.IsType<Outcome.Done>(await office.Desk.Writer.WriteAsync(unit =>
        office.Desk.On.AnswerAsync(unit, new(number, Matters.Supervisor), new OnTheSpot(Reply), CancellationToken.None)));
}
