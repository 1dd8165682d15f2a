using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Admin;

/// <summary>Supervisors and administrators edit the working hours of the centre and of its departments.</summary>
public sealed class CalendarPageTests
{
    private const string Path = "/desk/admin/calendar", Week = $"{Path}/week", Season = $"{Path}/season", Days = $"{Path}/days";

    private static readonly DateOnly Monday = new(2030, 3, 4), Sunday = new(2030, 3, 10), Summer = new(2030, 7, 1);

    private static readonly string[] Weekdays =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(StaffRole.Supervisor), InlineData(StaffRole.Admin)]
    public async Task A_week_that_was_edited_is_in_force_at_once(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(role);
        var page = await browser.OpenAsync(Path);
        Assert.All(Weekdays, day => Assert.Equal("10:00-20:00", ValueOf(page, Week, day)));
        var done = await PressAsync(browser, page, Week, [.. Weekdays[..6].Select(day => (day, "9-13，15-19")), ("sunday", "")]);
        Assert.Equal((HttpStatusCode.OK, "09:00-13:00, 15:00-19:00", ""),
            (done.Status, ValueOf(done, Week, "monday"), ValueOf(done, Week, "sunday")));
        Assert.Equal([WorkingHours.Between(9, 13), WorkingHours.Between(15, 19)], HoursOn(desk, Monday));
        Assert.Empty(HoursOn(desk, Sunday));
    }

    [Theory, InlineData(StaffRole.Supervisor, "/desk/supervisor"), InlineData(StaffRole.Admin, "/desk")]
    public async Task Missing_holidays_of_the_next_year_are_told_on_the_first_page_until_somebody_enters_them(StaffRole role, string first)
    {
        var known = PublicHolidays.KnownUntil;
        var time = new FakeTimeProvider(new(known.Year, 10, 31, 15, 59, 0, TimeSpan.Zero));
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var browser = await desk.SignedInBrowserAsync(role);
        Assert.Null((await browser.OpenAsync(first)).Document.QuerySelector("#holidays-missing"));
        time.Advance(TimeSpan.FromMinutes(1));
        var told = (await browser.OpenAsync(first)).Document.QuerySelector("#holidays-missing");
        Assert.Equal($"{Path}#days", told!.GetAttribute("href"));
        Assert.Contains("11 月", told.TextContent, StringComparison.Ordinal);
        var day = known.AddDays(1).ToString("yyyy-MM-dd", null);
        var done = await PressAsync(browser, await browser.OpenAsync(Path), Days, ("from", day), ("kind", "closed"));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("之后的日子已写特殊的日子：1 个。", done.Text, StringComparison.Ordinal);
        Assert.Null((await browser.OpenAsync(first)).Document.QuerySelector("#holidays-missing"));
    }

    [Theory]
    [InlineData("20-10")]
    [InlineData("10-14, 13-18")]
    [InlineData("in the morning")]
    public async Task Unusable_hours_are_told_at_their_day_and_nothing_that_was_typed_is_lost(string typed)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var told = await PressAsync(
            browser, await browser.OpenAsync(Path), Week, ("monday", "8-12"), ("tuesday", typed), ("rests", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.NotNull(FieldOf(told, Week, "tuesday").Closest(".field")!.QuerySelector(".fault"));
        Assert.Equal(("8-12", typed), (ValueOf(told, Week, "monday"), ValueOf(told, Week, "tuesday")));
        Assert.True(FieldOf(told, Week, "rests").IsChecked);
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Monday));
    }

    [Fact]
    public async Task A_week_without_any_open_hour_is_refused()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var told = await PressAsync(browser, await browser.OpenAsync(Path), Week, [.. Weekdays.Select(day => (day, " "))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.NotNull(FieldOf(told, Week, "monday").Closest(".field")!.QuerySelector(".fault"));
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Monday));
    }

    [Fact]
    public async Task A_week_in_which_the_longest_rule_never_ends_is_refused()
    {
        await using var desk = await DeskApp.StartAsync(settings:
            [("Promise:Rules:0:Response", "300.00:00:00"), ("Promise:Rules:0:WorkingTime", "true")]);
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var told = await PressAsync(browser, await browser.OpenAsync(Path), Week, ("monday", "10:00-10:10"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
    }

    [Fact]
    public async Task A_season_is_added_changed_and_deleted_and_may_not_overlap_another()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var added = await PressAsync(
            browser, await browser.OpenAsync(Path), Season, ("first", "6月1日"), ("last", "8/31"), ("monday", "8-12"));
        Assert.Equal(HttpStatusCode.OK, added.Status);
        Assert.Equal([WorkingHours.Between(8, 12)], HoursOn(desk, Summer));
        Assert.Empty(HoursOn(desk, Summer.AddDays(1)));
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Monday));

        var told = await PressAsync(browser, added, Season, ("season", ""), ("first", "08-31"), ("last", "09-30"), ("monday", "9-12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Contains("08-31", told.Document.QuerySelectorAll<IHtmlInputElement>("[name=first]").Select(input => input.Value));

        await PressAsync(browser, added, Season, ("season", "06-01"), ("first", "07-01"), ("last", "07-31"), ("monday", "7-11"));
        Assert.Equal([WorkingHours.Between(7, 11)], HoursOn(desk, Summer));
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, new(2030, 6, 10)));
        var deleted = await PressAsync(browser, await browser.OpenAsync(Path), $"{Season}/deleted");
        Assert.Equal(HttpStatusCode.OK, deleted.Status);
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Summer));
    }

    [Theory]
    [InlineData("02-30", "08-31")]
    [InlineData("summer", "08-31")]
    [InlineData("06-01", "")]
    public async Task Days_that_no_year_has_are_refused(string first, string last)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var told = await PressAsync(
            browser, await browser.OpenAsync(Path), Season, ("first", first), ("last", last), ("monday", "8-12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.NotNull(told.Document.QuerySelector($"form[action='{Season}'] .fault"));
        Assert.Equal(first, ValueOf(told, Season, "first"));
    }

    [Fact]
    public async Task An_exception_closes_the_centre_and_all_departments_until_it_is_deleted()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var day = Today(desk).AddDays(7);
        var added = await PressAsync(browser, await browser.OpenAsync(Path), Days,
            ("from", Format(day)), ("until", Format(day.AddDays(1))), ("kind", "closed"), ("note", "古尔邦节"));
        Assert.Equal(HttpStatusCode.OK, added.Status);
        Assert.Contains("古尔邦节", added.Text, StringComparison.Ordinal);
        Assert.Empty(HoursOn(desk, day.AddDays(1)));
        Assert.Empty(HoursOn(desk, day, "brand"));

        var twice = await PressAsync(browser, added, Days, ("from", Format(day)), ("kind", "open"), ("hours", "10-12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        Assert.Equal("10-12", ValueOf(twice, Days, "hours"));
        await PressAsync(browser, added, $"{Days}/deleted");
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, day));
    }

    [Theory]
    [InlineData(-1, null, "closed", "", "from")]
    [InlineData(2, 1, "closed", "", "until")]
    [InlineData(1, 200, "closed", "", "until")]
    [InlineData(1, null, "open", "", "hours")]
    [InlineData(1, null, "closed", "10-12", "hours")]
    [InlineData(1, null, "open", "12-10", "hours")]
    [InlineData(2000, null, "closed", "", "from")]
    public async Task Unusable_exceptions_are_told_at_their_field(int from, int? until, string kind, string hours, string field)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var told = await PressAsync(browser, await browser.OpenAsync(Path), Days, ("from", Format(Today(desk).AddDays(from))),
            ("until", until is { } last ? Format(Today(desk).AddDays(last)) : ""), ("kind", kind), ("hours", hours), ("note", "why"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.NotNull(FieldOf(told, Days, field).Closest(".field")!.QuerySelector(".fault"));
        Assert.Equal(("why", hours), (ValueOf(told, Days, "note"), ValueOf(told, Days, "hours")));
        await using var db = desk.CreateDb();
        Assert.False(await db.Set<SpecialDayRow>().AnyAsync(Cancellation));
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_what_the_first_changed()
    {
        await using var desk = await DeskApp.StartAsync();
        var (first, second) = (await desk.SignedInBrowserAsync(StaffRole.Supervisor), await desk.SignedInBrowserAsync(StaffRole.Admin));
        var shown = await second.OpenAsync(Path);
        await PressAsync(first, await first.OpenAsync(Path), Week, ("monday", "11-19"));
        var told = await PressAsync(second, shown, Week, ("monday", "8-12"), ("tuesday", "8-12"));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Equal("8-12", ValueOf(told, Week, "monday"));
        Assert.Contains("11:00-19:00", FieldOf(told, Week, "monday").Closest(".field")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([WorkingHours.Between(11, 19)], HoursOn(desk, Monday));

        await PressAsync(second, told, Week, ("monday", "8-12"));
        Assert.Equal([WorkingHours.Between(8, 12)], HoursOn(desk, Monday));
    }

    [Fact]
    public async Task Everything_that_the_first_of_two_editors_changed_is_named_at_its_field()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var shown = await browser.OpenAsync(Path);
        await PressAsync(browser, shown, Week, ("monday", "10-20"), ("rests", "true"));
        Assert.Contains("已勾选", HintOf(await PressAsync(browser, shown, Week, ("monday", "10-20")), Week, "rests"),
            StringComparison.Ordinal);

        (string, string)[] days = [("first", "06-01"), ("monday", "8-12")];
        await PressAsync(browser, await browser.OpenAsync(Path), Season, [.. days, ("season", ""), ("last", "08-31")]);
        var (page, older) = (await browser.OpenAsync(Path), await browser.OpenAsync(Path));
        await PressAsync(browser, page, Season, [.. days, ("season", "06-01"), ("last", "08-20")]);
        var told = await PressAsync(browser, older, Season, [.. days, ("season", "06-01"), ("last", "08-31")]);
        Assert.Contains("08-20", HintOf(told, Season, "last"), StringComparison.Ordinal);
    }

    [Theory, InlineData("deleted"), InlineData("moved"), InlineData("new")]
    public async Task A_season_that_was_typed_stays_when_a_colleague_changed_the_seasons_meanwhile(string change)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        await PressAsync(browser, await browser.OpenAsync(Path), Season, ("first", "06-01"), ("last", "08-31"), ("monday", "8-12"));
        var (page, older) = (await browser.OpenAsync(Path), await browser.OpenAsync(Path));
        if (change is "deleted") await PressAsync(browser, page, $"{Season}/deleted");
        else await PressAsync(browser, page, Season, ("season", "06-01"), ("first", "07-01"), ("last", "08-31"), ("monday", "8-12"));
        var told = await PressAsync(browser, older, Season,
            ("season", change is "new" ? "" : "06-01"), ("first", "05-01"), ("last", "05-31"), ("monday", "7-11"));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        var typed = told.Document.QuerySelectorAll<IHtmlInputElement>("[name=first]").Single(input => input.Value == "05-01");
        Assert.NotNull(typed.Closest("details[open]"));
        Assert.Null(typed.Closest("form")!.QuerySelector("[name=monday]")!.Closest(".field")!.QuerySelector(".hint"));
    }

    [Fact]
    public async Task Hours_of_a_department_that_a_colleague_deleted_meanwhile_are_told()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        const string brand = $"{Path}?department=brand";
        await PressAsync(browser, await browser.OpenAsync(brand), Week, ("monday", "9-17"));
        var (page, older) = (await browser.OpenAsync(brand), await browser.OpenAsync(brand));
        await PressAsync(browser, page, $"{Path}/own/deleted");
        var told = await PressAsync(browser, older, Week, ("monday", "8-12"));
        Assert.Equal((HttpStatusCode.Conflict, "8-12"), (told.Status, ValueOf(told, Week, "monday")));
        Assert.Contains("删除", told.Document.QuerySelector(".notice.late")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Monday, "brand"));

        // A later calendar of the same department is not taken for the one that was deleted.
        await PressAsync(browser, told, Week, ("monday", "8-12"));
        Assert.Equal(HttpStatusCode.Conflict, (await PressAsync(browser, older, Week, ("monday", "7-11"))).Status);
    }

    [Fact]
    public async Task A_department_gets_hours_of_its_own_and_those_of_the_centre_back()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        await PressAsync(browser, await browser.OpenAsync($"{Path}?department=brand"), Week, ("monday", "9-17"), ("rests", "true"));
        Assert.Equal([WorkingHours.Between(9, 17)], HoursOn(desk, Monday, "brand"));
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Monday));
        await PressAsync(browser, await browser.OpenAsync($"{Path}?department=brand"), $"{Path}/own/deleted");
        Assert.Equal([WorkingHours.Between(10, 20)], HoursOn(desk, Monday, "brand"));
    }

    [Fact]
    public async Task Hours_of_a_department_that_a_colleague_changed_meanwhile_are_not_deleted_and_the_colleague_is_named()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        const string brand = $"{Path}?department=brand";
        await PressAsync(browser, await browser.OpenAsync(brand), Week, ("monday", "9-17"));
        var older = await browser.OpenAsync(brand);
        Assert.Contains("Somebody", older.Document.QuerySelector("#week")!.TextContent, StringComparison.Ordinal);
        await PressAsync(browser, await browser.OpenAsync(brand), Week, ("monday", "8-12"));
        var told = await PressAsync(browser, older, $"{Path}/own/deleted");
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("Somebody", told.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([WorkingHours.Between(8, 12)], HoursOn(desk, Monday, "brand"));
    }

    [Fact]
    public async Task The_page_says_how_many_due_times_a_change_moves()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = new Actor { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };
        var request = new TicketRequest(await desk.OpenTicketAsync("商标", "brand"), clerk);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(
            unit => actions.TransferAsync(unit, request, "logistics", "在哪里？", null, Cancellation), Cancellation);
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        foreach (var (department, told) in new[] { ("logistics", "1 个"), ("", "1 个"), ("brand", null) })
        {
            var page = await browser.OpenAsync($"{Path}?department={department}");
            if (told is null) Assert.Null(page.Document.QuerySelector("#due-times"));
            else Assert.Contains(told, page.Document.QuerySelector("#due-times")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_department_is_refused()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"{Path}?department=moon")).Status);
        var told = await PressAsync(browser, await browser.OpenAsync(Path), Week, ("department", "moon"), ("monday", "9-17"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Equal("9-17", ValueOf(told, Week, "monday"));
        await using var db = desk.CreateDb();
        Assert.False(await db.Set<CalendarRow>().AnyAsync(Cancellation));
    }

    [Fact]
    public async Task A_calendar_that_was_edited_is_the_same_after_a_restart()
    {
        using var directory = new Outbox.TestDataDirectory();
        await using (var before = await DeskApp.StartAsync(settings: directory.Setting))
        {
            var browser = await before.SignedInBrowserAsync(StaffRole.Supervisor);
            await PressAsync(browser, await browser.OpenAsync(Path), Week, ("monday", "9-17"));
        }

        await using var desk = await DeskApp.StartAsync(settings: directory.Setting);
        Assert.Equal([WorkingHours.Between(9, 17)], HoursOn(desk, Monday));
    }

    private static IReadOnlyList<WorkingHours> HoursOn(DeskApp desk, DateOnly day, string? department = null)
    {
        var calendars = desk.Services.GetRequiredService<CalendarStore>();
        return (department is null ? calendars.ForCentre : calendars.ForDepartment(department)).HoursOn(day);
    }

    private static DateOnly Today(DeskApp desk) => LocalDays.FromTime(
        desk.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    private static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static string HintOf(HtmlPage page, string action, string name) =>
        FieldOf(page, action, name).Closest(".field")!.QuerySelector(".hint")!.TextContent;

    private static IHtmlInputElement FieldOf(HtmlPage page, string action, string name) =>
        page.Document.QuerySelector<IHtmlInputElement>($"form[action='{action}'] [name={name}]")
        ?? throw new InvalidOperationException($"No field {name} at {page.Address}: {page.Text}");

    private static string ValueOf(HtmlPage page, string action, string name) => FieldOf(page, action, name).Value;

    /// <summary>Sends the first form of this action with its hidden fields, some of which a test replaces.</summary>
    private static Task<HtmlPage> PressAsync(
        HttpClient browser, HtmlPage page, string action, params (string Name, string Value)[] fields) =>
        browser.SendToAsync(page, action, fields);
}
