using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Admin.Calendars;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.Admin.Rosters;

/// <summary>The page on which supervisors and administrators plan who is on duty, a week at a time.</summary>
internal static class RosterPages
{
    public const string Path = "/desk/admin/roster";

    public static void MapRoster(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup(Path).RequireRight(Right.EditCalendar).DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", ShowAsync);
        pages.MapPost("", SaveAsync);
        pages.MapPost("heads", SaveHeadsAsync);
    }

    public static string PathFor(DateOnly monday) => $"{Path}?week={RosterForm.Format(monday)}";

    private static async Task<IResult> ShowAsync(HttpContext http, RosterEditor editor, TimeProvider time)
    {
        var today = TodayOf(editor, time);
        var week = await editor.ReadAsync(ReadMonday(http.Request.Query["week"].ToString(), today), http.RequestAborted);
        var isCopy = http.Request.Query.ContainsKey("copy");
        var rows = isCopy ? (await editor.ReadAsync(week.Monday.AddDays(-7), http.RequestAborted)).Rows : week.Rows;
        var form = RosterForm.FromRows(week.Monday, rows.Where(row => !isCopy || week.Staff.Any(member => member.User == row.User)));
        return Render(week, form, today, isCopy ? "roster.copied" : null);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, RosterEditor editor, TimeProvider time)
    {
        var post = await FormPost.ReadAsync(http);
        var today = TodayOf(editor, time);
        var week = await editor.ReadAsync(ReadMonday(post.Raw("week"), today), http.RequestAborted);
        var users = week.Staff.Select(member => member.User).ToList();
        var form = RosterForm.Read(post, week.Monday, today, users);
        if (!post.HasValidToken) return Render(week, form, today, "admin.stale", StatusCodes.Status400BadRequest);
        if (week.Monday.AddDays(7) <= today)
            return Render(week, form, today, "roster.weekIsOver", StatusCodes.Status422UnprocessableEntity);
        if (form.Faults.Count > 0) return Render(week, form, today, null, StatusCodes.Status422UnprocessableEntity);
        var version = long.TryParse(post.Raw("version"), out var seen) ? seen : -1;
        if (!await editor.SaveAsync(form, users, version, today, http.RequireActor().Author.Code, http.RequestAborted))
        {
            var now = await editor.ReadAsync(week.Monday, http.RequestAborted);
            return Render(now, form, today, "roster.changedMeanwhile", StatusCodes.Status409Conflict);
        }

        return TypedResults.LocalRedirect(PathFor(week.Monday) + "&done=1");
    }

    private static async Task<IResult> SaveHeadsAsync(HttpContext http, RosterEditor editor, TimeProvider time)
    {
        var post = await FormPost.ReadAsync(http);
        var today = TodayOf(editor, time);
        var week = await editor.ReadAsync(ReadMonday(post.Raw("week"), today), http.RequestAborted);
        if (!post.HasValidToken)
            return Render(week, RosterForm.FromRows(week.Monday, week.Rows), today, "admin.stale", StatusCodes.Status400BadRequest);
        var known = week.Staff.Select(member => member.User).ToHashSet();
        string[] heads = [.. post.Values("head").Where(known.Contains).Distinct()];
        if (!await editor.SaveHeadsAsync(heads, [.. post.Values("shown")], http.RequestAborted))
        {
            var now = await editor.ReadAsync(week.Monday, http.RequestAborted);
            return Render(now, RosterForm.FromRows(now.Monday, now.Rows), today, "roster.headsChangedMeanwhile",
                StatusCodes.Status409Conflict);
        }

        return TypedResults.LocalRedirect(PathFor(week.Monday) + "&done=1");
    }

    private static RazorComponentResult<RosterPage> Render(
        RosterWeek week, RosterForm form, DateOnly today, string? noticeKey, int status = StatusCodes.Status200OK) =>
        PageResult.For<RosterPage>(new { Week = week, Form = form, Today = today, NoticeKey = noticeKey }, status);

    private static DateOnly TodayOf(RosterEditor editor, TimeProvider time) => LocalDays.FromTime(time.GetUtcNow(), editor.Zone);

    // A week far away would be an address that somebody mistyped.
    private static DateOnly ReadMonday(string text, DateOnly today) => RosterForm.MondayOf(
        SeasonDay.TryParseDate(text) is { } day && Math.Abs(day.DayNumber - today.DayNumber) < 800 ? day : today);
}
