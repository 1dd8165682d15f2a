using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.PublicSite;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>The resident's appeal to the head: one tap, after a second "not solved".</summary>
public sealed class AppealTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task The_second_not_solved_offers_the_appeal_and_one_tap_puts_it_before_the_head(Provider provider)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        await using var desk = await StartWithoutBotsAsync(provider, time);
        var first = await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "网店打不开"), Cancellation);
        Assert.False(await desk.DeskForBots().AppealAsync(Aygul, first.Number, Cancellation));
        Assert.False((await NotSolvedAsync(desk, time, first.Number)).MayAppeal);
        Assert.True((await NotSolvedAsync(desk, time, first.Number)).MayAppeal);
        Assert.True(Assert.Single(await desk.DeskForBots().ListTicketsAsync(Aygul, Cancellation)).MayAppeal);

        var browser = desk.BrowserClient();
        var tracked = await TrackAsync(browser, first.Number, first.TrackingCode);
        Assert.Contains("请负责人过问", tracked.Document.QuerySelector(".tracked")!.TextContent, StringComparison.Ordinal);

        Assert.True(await desk.DeskForBots().AppealAsync(Aygul, first.Number, Cancellation));
        Assert.True(await desk.DeskForBots().AppealAsync(Aygul, first.Number, Cancellation));
        var referral = Assert.Single((await desk.TicketAsync(first.Number)).Referrals);
        Assert.Equal((ReferralCause.Appeal, time.GetUtcNow().AddDays(1)), (referral.Cause, referral.DueAt));
        tracked = await TrackAsync(browser, first.Number, first.TrackingCode);
        Assert.Contains("已经请中心负责人过问", tracked.Document.QuerySelector(".tracked")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("appeal:", tracked.Document.QuerySelector(".tracked")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_of_the_tracking_page_appeals_too()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        await using var desk = await StartWithoutBotsAsync(Provider.Sqlite, time);
        var first = await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "网店打不开"), Cancellation);
        await NotSolvedAsync(desk, time, first.Number);
        await NotSolvedAsync(desk, time, first.Number);
        var browser = desk.BrowserClient();
        var page = await TrackAsync(browser, first.Number, first.TrackingCode);
        var token = page.Document.QuerySelector("#press input[name=ticket]")!.GetAttribute("value");
        var antiforgery = page.Document.QuerySelector("#press input[name^=__]")!;
        using var form = new FormUrlEncodedContent(
        [
            new("ticket", token), new(antiforgery.GetAttribute("name")!, antiforgery.GetAttribute("value")),
            new(TrackedPress.Field, $"appeal:-:{first.Number}"),
        ]);
        using var answer = await browser.PostAsync(new Uri(TrackPages.AnswerPath, UriKind.Relative), form, Cancellation);
        Assert.Contains("已经请中心负责人过问", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Single((await desk.TicketAsync(first.Number)).Referrals);
    }

    private static async Task<HtmlPage> TrackAsync(HttpClient browser, TicketNumber number, string code) =>
        await browser.SendAsync(await browser.OpenAsync("/track?lang=zh-Hans"), ("number", $"{number}"), ("code", code));

    /// <summary>Staff answer and resolve; the resident says that it is not solved.</summary>
    private static async Task<IntakeReceipt> NotSolvedAsync(DeskApp desk, FakeTimeProvider time, TicketNumber number)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var request = new TicketRequest(number, new() { Author = Author.Staff("aygul"), Role = StaffRole.Clerk });
        time.Advance(TimeSpan.FromMinutes(5));
        var call = new CallDraft("好了", CallDirection.Out, true, AnswerKind.Answer);
        await desk.Writer.WriteAsync(unit => actions.LogCallAsync(unit, request, call, Cancellation), Cancellation);
        await desk.Writer.WriteAsync(unit => actions.ResolveAsync(unit, request, "办好了", Cancellation), Cancellation);
        time.Advance(TimeSpan.FromMinutes(5));
        return (await desk.DeskForBots().ReopenAsync(Aygul, number, "还没有", Cancellation))!;
    }
}
