using System.Globalization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Pages.Duty.Record;

/// <summary>The duty record of a day, to read, to print and to add to.</summary>
internal static class DutyRecordPages
{
    private const string DayFormat = "yyyy-MM-dd";

    public static string PathFor(DateOnly day) => $"{DutySetup.Path}?day={Format(day)}";

    public static string Format(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static async Task<IResult> ShowAsync(
        HttpContext http, [FromQuery] string? day, DutyRecordQuery query, CancellationToken cancellation) =>
        await RenderAsync(http, query, ReadDay(day, query.Today), null, null, StatusCodes.Status200OK, cancellation);

    public static async Task<IResult> AddAsync(HttpContext http, DutyRecordQuery query, DeskWriter writer, CancellationToken cancellation)
    {
        var post = await FormPost.ReadAsync(http);
        var day = ReadDay(post.Raw("day"), query.Today);
        var text = post.Text("text")?.Trim();
        var fault = !post.HasValidToken ? "form.stale" : text is null ? "duty.entry.empty"
            : text.Length > DutyEntry.MaxTextLength ? "duty.entry.tooLong" : null;
        if (fault is not null)
        {
            var code = post.HasValidToken ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status400BadRequest;
            return await RenderAsync(http, query, day, fault, text, code, cancellation);
        }

        var user = http.RequireActor().Author.Code;
        await writer.WriteAsync(
            unit =>
            {
                unit.Db.Add(new DutyEntry { Id = unit.NewId(), Day = day, At = unit.Now, User = user, Text = text! });
                return Task.CompletedTask;
            }, cancellation);
        return TypedResults.LocalRedirect(PathFor(day) + "#entries");
    }

    private static async Task<IResult> RenderAsync(HttpContext http, DutyRecordQuery query, DateOnly day,
        string? fault, string? text, int status, CancellationToken cancellation) => PageResult.For<DutyRecordPage>(
        new
        {
            Record = await query.ReadAsync(http.RequireActor(), day, cancellation), query.Today, FaultKey = fault, Text = text,
        }, status);

    // A day that is still to come has no record.
    private static DateOnly ReadDay(string? text, DateOnly today) =>
        LocalDays.Read(text, DayFormat) is { } day && day <= today ? day : today;
}
