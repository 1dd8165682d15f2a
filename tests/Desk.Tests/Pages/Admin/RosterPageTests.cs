using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Admin;

/// <summary>The duty roster is planned a week at a time.</summary>
public sealed class RosterPageTests
{
    private const string Path = "/desk/admin/roster", User = "aygul";

    // A Wednesday.
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_planned_week_says_who_is_on_duty_and_who_comes_next()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        var done = await PressAsync(browser, await browser.OpenAsync(Path),
            ("hours.2026-03-04.aygul", "10-14"), ("hours.2026-03-05.boss", "10-20"), ("lead.2026-03-05", "boss"));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal("10:00-14:00", ValueOf(done, "hours.2026-03-04.aygul"));
        var roster = RosterOf(desk);
        Assert.Equal([User], roster.OnDutyAt(Start.AddHours(2)));
        Assert.Equal(Start.AddHours(25), roster.NextOnDuty(Start.AddHours(6))!.At);
        Assert.Equal(["boss"], roster.LeadsAt(Start));
    }

    [Fact]
    public async Task Unusable_hours_and_a_lead_who_is_not_on_duty_are_told_at_their_field()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        var told = await PressAsync(browser, await browser.OpenAsync(Path),
            ("hours.2026-03-04.aygul", "14-10"), ("hours.2026-03-05.aygul", "9-12"), ("lead.2026-03-06", User));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Equal("9-12", ValueOf(told, "hours.2026-03-05.aygul"));
        foreach (var field in (string[])["hours.2026-03-04.aygul", "lead.2026-03-06"])
            Assert.NotNull(told.Document.QuerySelector($"[name='{field}']")!.Closest(".field")!.QuerySelector(".fault"));
        Assert.Empty(RosterOf(desk).Shifts);
    }

    [Fact]
    public async Task Days_that_are_over_stay_and_a_past_week_is_refused()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Admin, "root");
        var page = await browser.OpenAsync(Path);
        Assert.Null(page.Document.QuerySelector("[name='hours.2026-03-03.aygul']"));
        await PressAsync(browser, page, ("hours.2026-03-03.aygul", "10-14"), ("hours.2026-03-04.aygul", "10-14"));
        await using var db = desk.CreateDb();
        Assert.Equal(new DateOnly(2026, 3, 4), (await db.Set<RosterRow>().SingleAsync(Cancellation)).Day);
        var told = await PressAsync(browser, page, ("week", "2026-02-23"), ("hours.2026-02-24.aygul", "10-14"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
    }

    [Fact]
    public async Task The_second_of_two_planners_is_told_what_the_first_changed()
    {
        await using var desk = await StartAsync();
        var (first, second) = (await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss"),
            await desk.SignedInBrowserAsync(StaffRole.Admin, "root"));
        var shown = await second.OpenAsync(Path);
        await PressAsync(first, await first.OpenAsync(Path), ("hours.2026-03-04.aygul", "10-14"), ("lead.2026-03-04", User));
        var told = await PressAsync(second, shown, ("hours.2026-03-04.aygul", "12-16"));
        Assert.Equal((HttpStatusCode.Conflict, "12-16"), (told.Status, ValueOf(told, "hours.2026-03-04.aygul")));
        Assert.Contains("10:00-14:00", told.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody", told.Document.QuerySelector("[name='lead.2026-03-04']")!.Closest(".field")!
            .QuerySelector(".hint")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([User], RosterOf(desk).OnDutyAt(Start.AddHours(2)));
        await PressAsync(second, told, ("hours.2026-03-04.aygul", "12-16"));
        Assert.Empty(RosterOf(desk).OnDutyAt(Start.AddHours(2)));
    }

    [Fact]
    public async Task A_week_is_filled_in_as_the_one_before_and_saved_only_then()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        await PressAsync(browser, await browser.OpenAsync(Path), ("hours.2026-03-04.aygul", "10-14"), ("lead.2026-03-04", User));
        var copied = await browser.OpenAsync($"{Path}?week=2026-03-11&copy=1");
        Assert.Equal("10:00-14:00", ValueOf(copied, "hours.2026-03-11.aygul"));
        Assert.Single(RosterOf(desk).Shifts);
    }

    [Fact]
    public async Task Who_may_not_sign_in_any_more_is_on_no_duty()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        await PressAsync(browser, await browser.OpenAsync(Path), ("hours.2026-03-04.aygul", "10-14"));
        await using var db = desk.CreateDb();
        await db.Users.Where(member => member.UserName == User)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Active, false), Cancellation);
        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Cancellation);
        Assert.Empty(RosterOf(desk).Shifts);
    }

    [Fact]
    public async Task Heads_of_the_centre_are_named()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        var page = await browser.OpenAsync(Path);
        Assert.NotNull(page.Document.QuerySelector(".notice.soon"));
        var done = await PressAsync(browser, page, $"{Path}/heads", ("head", "boss"), ("head", "stranger"));
        Assert.Null(done.Document.QuerySelector(".notice.soon"));
        Assert.Equal(["boss"], RosterOf(desk).Heads);
    }

    [Fact]
    public async Task Heads_that_a_colleague_changed_meanwhile_are_not_overwritten()
    {
        await using var desk = await StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        var (page, older) = (await browser.OpenAsync(Path), await browser.OpenAsync(Path));
        await PressAsync(browser, page, $"{Path}/heads", ("head", "boss"));
        var told = await PressAsync(browser, older, $"{Path}/heads", ("head", User));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("别人改了负责人", told.Text, StringComparison.Ordinal);
        Assert.Equal(["boss"], RosterOf(desk).Heads);
        await PressAsync(browser, told, $"{Path}/heads", ("head", User), ("head", "boss"));
        Assert.Equal(2, RosterOf(desk).Heads.Count);
    }

    private async Task<DeskApp> StartAsync()
    {
        var desk = await DeskApp.StartAsync(time: _time);
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: User);
        return desk;
    }

    private static DutyRoster RosterOf(DeskApp desk) => desk.Services.GetRequiredService<RosterCache>().Roster;

    private static string ValueOf(HtmlPage page, string name) =>
        page.Document.QuerySelector<IHtmlInputElement>($"[name='{name}']")?.Value
        ?? throw new InvalidOperationException($"No field {name} at {page.Address}: {page.Text}");

    private static Task<HtmlPage> PressAsync(HttpClient browser, HtmlPage page, params (string Name, string Value)[] fields) =>
        PressAsync(browser, page, Path, fields);

    private static Task<HtmlPage> PressAsync(
        HttpClient browser, HtmlPage page, string action, params (string Name, string Value)[] fields) =>
        browser.SendToAsync(page, action, fields);
}
