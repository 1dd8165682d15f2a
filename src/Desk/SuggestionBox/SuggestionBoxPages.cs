using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.SuggestionBox;

/// <summary>The form for the paper suggestion box. All sheets are on one page; each is accepted or refused on its own.</summary>
public static class SuggestionBoxPages
{
    public const string Path = "/desk/suggestion-box";

    public static void MapSuggestionBox(this IEndpointRouteBuilder app)
    {
        var box = app.MapGroup(Path).RequireRight(Right.EnterSuggestionBox).ExcludeFromDescription();
        box.MapForm(Show, EnterAsync);
    }

    private static IResult Show(HttpContext http)
    {
        http.Response.KeepForBack();
        return Page.Of<SuggestionBoxPage>(new { Sheet = new BoxSheet().With(BoxSheet.Fresh) });
    }

    private static async Task<IResult> EnterAsync(HttpContext http, FrontDoor door, Secrets secrets, IOptions<DeskOptions> options)
    {
        var posted = await Posted.ReadAsync(http);
        var sheet = BoxSheet.From(posted);
        if (!posted.Genuine) return Again(sheet, "form.stale", StatusCodes.Status400BadRequest);
        if (posted.Text("more") is not null) return Again(sheet, null, StatusCodes.Status200OK);
        var wrong = new List<FieldFault>();
        var collected = StatedTime.Read(wrong, "collectedAt", sheet.CollectedAt, options.Value.ShownTimeZone);
        if (sheet.Rows.Count == 0) return Nothing(http, sheet, wrong);
        var rows = await Task.WhenAll(sheet.Rows.Select(async row =>
            (Row: row, Result: await door.TakeAsync(row.ToMatter(http.Actor()!, collected), [.. wrong, .. row.LeftOver]))));
        return Result(http, sheet, rows, secrets);
    }

    private static IResult Result(HttpContext http, BoxSheet sheet, (BoxRow Row, Entry Result)[] rows, Secrets secrets)
    {
        var accepted = rows.Select(r => r.Result).OfType<Entry.Kept>()
            .Select(k => new KeptRow(k.Ticket, secrets.TrackingCodeOf(k.Ticket.Number))).ToList();
        var faults = rows.Select(r => r.Result).OfType<Entry.Refused>().SelectMany(r => r.Faults).Where(IsOfTheBox).Take(1)
            .Select(f => f with { Field = "collectedAt" }).ToList();
        BoxRow[] remaining = [.. rows.Where(r => r.Result is not Entry.Kept)
            .Select(r => r.Row.With((r.Result as Entry.Refused)?.Faults.Where(f => !IsOfTheBox(f)) ?? [], http.Language()))];
        var failed = rows.Any(r => r.Result is Entry.Trouble);
        // Accepted rows leave the form. The remaining rows become a new form with its own id.
        var rest = sheet with { Id = Posted.NewId(), Rows = remaining };
        var status = failed ? StatusCodes.Status503ServiceUnavailable
            : remaining.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return Page.Of<SuggestionBoxPage>(new
        {
            Sheet = rest.With(remaining.Length == 0 ? BoxSheet.Fresh : 1), Kept = accepted,
            Faults = new Faults(faults, http.Language()), Notice = failed ? "form.trouble" : null,
        }, status);
    }

    private static bool IsOfTheBox(FieldFault fault) => fault.Field is "receivedAt" or "collectedAt";

    /// <summary>No sheet is filled in: the fault is shown at the first row.</summary>
    private static IResult Nothing(HttpContext http, BoxSheet sheet, List<FieldFault> wrong)
    {
        var empty = sheet.With(BoxSheet.Fresh);
        var rows = empty.Rows.Select((row, at) => at == 0 ? row.With([new("description", "empty")], http.Language()) : row);
        return Page.Of<SuggestionBoxPage>(
            new { Sheet = empty with { Rows = [.. rows] }, Faults = new Faults(wrong, http.Language()), Notice = "box.nothing" },
            StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Again(BoxSheet sheet, string? notice, int status) =>
        Page.Of<SuggestionBoxPage>(new { Sheet = sheet.With(BoxSheet.Fresh), Notice = notice }, status);
}
