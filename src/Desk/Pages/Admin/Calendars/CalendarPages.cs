using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.Admin.Calendars;

/// <summary>The page on which supervisors and administrators edit the working hours of the centre and its departments.</summary>
internal static class CalendarPages
{
    public const string Path = "/desk/admin/calendar";

    public static void MapCalendar(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup(Path).RequireRight(Right.EditCalendar).DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", ShowAsync);
        pages.MapPost("week", (HttpContext http, CalendarEditor editor) => SaveWeekAsync(http, editor, isSeason: false));
        pages.MapPost("season", (HttpContext http, CalendarEditor editor) => SaveWeekAsync(http, editor, isSeason: true));
        pages.MapPost("season/deleted", DeleteSeasonAsync);
        pages.MapPost("own/deleted", DeleteOwnAsync);
        pages.MapPost("days", AddDaysAsync);
        pages.MapPost("days/deleted", DeleteDayAsync);
    }

    public static string PathFor(string department) =>
        department == CalendarRow.Centre ? Path : $"{Path}?department={Uri.EscapeDataString(department)}";

    private static Task<IResult> ShowAsync(HttpContext http, CalendarEditor editor)
    {
        var department = http.Request.Query["department"].ToString();
        return IsKnown(http, department) ? RenderAsync(http, editor, department, new())
            : RenderAsync(http, editor, CalendarRow.Centre, new() { ErrorKey = "calendar.unknownDepartment" }, 404);
    }

    private static async Task<IResult> SaveWeekAsync(HttpContext http, CalendarEditor editor, bool isSeason)
    {
        var post = await FormPost.ReadAsync(http);
        var form = WeekForm.Read(post, isSeason);
        var (department, version) = (post.Raw("department"), post.Raw("version"));
        if (FindProblem(http, post, department) is { } problem)
            return await RenderAsync(http, editor, problem.Department, new() { Week = form, ErrorKey = problem.Key }, problem.Status);
        if (form.Faults.Count > 0) return await RenderAsync(http, editor, department, new() { Week = form });
        var edit = new CalendarEdit(department, ParseVersion(version), http.RequireActor().Author.Code);
        return await FinishAsync(http, editor, form, edit, await editor.SaveWeekAsync(edit, form, http.RequestAborted));
    }

    private static async Task<IResult> DeleteSeasonAsync(HttpContext http, CalendarEditor editor)
    {
        var post = await FormPost.ReadAsync(http);
        var department = post.Raw("department");
        if (FindProblem(http, post, department) is { } problem)
            return await RenderAsync(http, editor, problem.Department, new() { ErrorKey = problem.Key }, problem.Status);
        var edit = new CalendarEdit(department, ParseVersion(post.Raw("version")), http.RequireActor().Author.Code);
        return await FinishAsync(
            http, editor, null, edit, await editor.DeleteSeasonAsync(edit, post.Raw("season"), http.RequestAborted));
    }

    private static async Task<IResult> DeleteOwnAsync(HttpContext http, CalendarEditor editor)
    {
        var post = await FormPost.ReadAsync(http);
        var department = post.Raw("department");
        if (FindProblem(http, post, department) is { } problem)
            return await RenderAsync(http, editor, problem.Department, new() { ErrorKey = problem.Key }, problem.Status);
        if (department == CalendarRow.Centre) return RedirectTo(department);
        var edit = new CalendarEdit(department, ParseVersion(post.Raw("version")), http.RequireActor().Author.Code);
        return await FinishAsync(http, editor, null, edit, await editor.DeleteOwnAsync(edit, http.RequestAborted));
    }

    private static async Task<IResult> AddDaysAsync(HttpContext http, CalendarEditor editor, TimeProvider time)
    {
        var post = await FormPost.ReadAsync(http);
        var form = SpecialDaysForm.Read(post, LocalDays.FromTime(time.GetUtcNow(), editor.Zone));
        if (FindProblem(http, post, CalendarRow.Centre) is { } problem)
            return await RenderAsync(http, editor, CalendarRow.Centre, new() { Days = form, ErrorKey = problem.Key }, problem.Status);
        if (form.Faults.Count == 0) form = form with { Faults = (await editor.AddDaysAsync(form, http.RequestAborted)).Faults };
        return form.Faults.Count == 0 ? RedirectTo(CalendarRow.Centre)
            : await RenderAsync(http, editor, CalendarRow.Centre, new() { Days = form });
    }

    private static async Task<IResult> DeleteDayAsync(HttpContext http, CalendarEditor editor, TimeProvider time)
    {
        var post = await FormPost.ReadAsync(http);
        if (FindProblem(http, post, CalendarRow.Centre) is { } problem)
            return await RenderAsync(http, editor, CalendarRow.Centre, new() { ErrorKey = problem.Key }, problem.Status);
        if (SeasonDay.TryParseDate(post.Raw("day")) is { } day)
        {
            var today = LocalDays.FromTime(time.GetUtcNow(), editor.Zone);
            var result = await editor.DeleteDayAsync(day, today, http.RequestAborted);
            if (!result.IsDone) return await RenderAsync(http, editor, CalendarRow.Centre, new() { ErrorKey = "calendar.dayIsOver" });
        }

        return RedirectTo(CalendarRow.Centre);
    }

    private static async Task<IResult> FinishAsync(
        HttpContext http, CalendarEditor editor, WeekForm? form, CalendarEdit edit, CalendarEditResult result)
    {
        if (result.IsDone) return RedirectTo(edit.Department);
        var refused = form is null ? null : form with { Faults = result.Faults };
        return await RenderAsync(http, editor, edit.Department, new()
        {
            Week = refused,
            IsChangedMeanwhile = result.Meanwhile is not null,
            ErrorKey = form is null && result.Meanwhile is null ? "calendar.noOpenHour" : null,
        }, result.Meanwhile is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    private static (string Key, int Status, string Department)? FindProblem(HttpContext http, FormPost post, string department)
    {
        if (!IsKnown(http, department)) return ("calendar.unknownDepartment", 422, CalendarRow.Centre);
        return post.HasValidToken ? null : ("admin.stale", 400, department);
    }

    private static async Task<IResult> RenderAsync(
        HttpContext http, CalendarEditor editor, string department, RefusedCalendarForm refused, int? status = null)
    {
        var stored = await editor.ReadAsync(http.RequestAborted);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var today = LocalDays.FromTime(now, editor.Zone);
        var model = new CalendarPageModel(department, stored, editor.Zone, today, refused);
        model = model with
        {
            EditorName = await editor.ReadEditorNameAsync(model.Own, http.RequestAborted),
            DueTimes = await editor.CountDueTimesAsync(department, stored, now, http.RequestAborted),
        };
        var isRefused = refused.Week is not null || refused.Days is not null || refused.ErrorKey is not null;
        return PageResult.For<CalendarPage>(new { Model = model },
            status ?? (isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK));
    }

    private static bool IsKnown(HttpContext http, string department) => department == CalendarRow.Centre
        || http.RequestServices.GetRequiredService<CatalogueCache>().Departments.Any(known => known.Code == department);

    private static long ParseVersion(string text) => long.TryParse(text, null, out var version) ? version : -1;

    private static RedirectHttpResult RedirectTo(string department) =>
        TypedResults.LocalRedirect(PathFor(department) + (department == CalendarRow.Centre ? "?" : "&") + "done=1");
}
