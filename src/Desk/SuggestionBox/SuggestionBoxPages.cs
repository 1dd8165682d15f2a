using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.SuggestionBox;

/// <summary>The paper box, emptied: all sheets on one page, each kept or refused on its own.</summary>
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
        var rows = await Task.WhenAll(sheet.Rows.Select(async row => (Row: row, Entry: await door.TakeAsync(row.ToMatter(http.Actor()!, collected), [.. wrong, .. row.LeftOver]))));
        return Result(http, sheet, rows, secrets);
    }

    private static IResult Result(HttpContext http, BoxSheet sheet, (BoxRow Row, Entry Entry)[] rows, Secrets secrets)
    {
        var kept = rows.Select(r => r.Entry).OfType<Entry.Kept>().Select(k => new KeptRow(k.Ticket, secrets.TrackingCodeOf(k.Ticket.Number))).ToList();
        var faults = rows.Select(r => r.Entry).OfType<Entry.Refused>().SelectMany(r => r.Faults).Where(IsOfTheBox).Take(1)
            .Select(f => f with { Field = "collectedAt" }).ToList();
        BoxRow[] left = [.. rows.Where(r => r.Entry is not Entry.Kept).Select(r => r.Row.With((r.Entry as Entry.Refused)?.Faults.Where(f => !IsOfTheBox(f)) ?? [], http.Language()))];
        var trouble = rows.Any(r => r.Entry is Entry.Trouble);
        // What was kept has left the form; the rest is a form of its own.
        var rest = sheet with { Id = Posted.NewId(), Rows = left };
        return Page.Of<SuggestionBoxPage>(new
        {
            Sheet = rest.With(left.Length == 0 ? BoxSheet.Fresh : 1), Kept = kept, Faults = new Faults(faults, http.Language()), Notice = trouble ? "form.trouble" : null,
        }, trouble ? StatusCodes.Status503ServiceUnavailable : left.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static bool IsOfTheBox(FieldFault fault) => fault.Field is "receivedAt" or "collectedAt";

    /// <summary>Not one sheet is filled in: the first is where one begins.</summary>
    private static IResult Nothing(HttpContext http, BoxSheet sheet, List<FieldFault> wrong)
    {
        var empty = sheet.With(BoxSheet.Fresh);
        var rows = empty.Rows.Select((row, at) => at == 0 ? row.With([new("description", "empty")], http.Language()) : row);
        return Page.Of<SuggestionBoxPage>(
            new { Sheet = empty with { Rows = [.. rows] }, Faults = new Faults(wrong, http.Language()), Notice = "box.nothing" }, StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Again(BoxSheet sheet, string? notice, int status) => Page.Of<SuggestionBoxPage>(new { Sheet = sheet.With(BoxSheet.Fresh), Notice = notice }, status);
}
