using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.PublicSite;

/// <summary>The public report form, and the receipt page.</summary>
public static class ReportPages
{
    public const string Path = "/report";

    public static void MapReport(this IEndpointRouteBuilder app)
    {
        var report = app.MapGroup(Path).ExcludeFromDescription();
        report.MapForm(Show, HandInAsync);
        report.MapGet("received/{receipt}", ShowReceiptAsync);
    }

    private static IResult Show(HttpContext http, string? kind)
    {
        http.Response.KeepForBack();
        var wanted = Enum.GetValues<TicketKind>().Where(k => Code.Of(k) == kind).Append(TicketKind.Complaint).First();
        return Page.Of<ReportPage>(new { Form = new ReportForm { Kind = wanted } });
    }

    private static async Task<IResult> HandInAsync(HttpContext http, FrontDoor door, ReportLimit limit, Receipts receipts)
    {
        var posted = await Posted.ReadAsync(http);
        var form = ReportForm.From(posted);
        if (!posted.Genuine) return Again(http, form, [], "form.stale", StatusCodes.Status400BadRequest);
        if (limit.Wait(http.VisitorAddress()) is { } wait)
        {
            http.Response.AskToWait(wait);
            return Again(http, form, [], "report.tooMany", StatusCodes.Status429TooManyRequests);
        }

        var result = await door.TakeAsync(form.ToMatter(http.Language()), []);
        if (result is Entry.Kept { Again: false }) limit.Use(http.VisitorAddress());
        return result switch
        {
            Entry.Kept accepted => Results.Redirect($"{Path}/received/{receipts.Seal(accepted.Ticket.Number)}"),
            Entry.Refused refused => Again(http, form, refused.Faults, null, StatusCodes.Status422UnprocessableEntity),
            _ => Again(http, form, [], "form.trouble", StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static IResult Again(HttpContext http, ReportForm form, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        Page.Of<ReportPage>(new { Form = form, Faults = new Faults(faults, http.Language()), Notice = notice }, status);

    private static async Task<IResult> ShowReceiptAsync(
        string receipt, Receipts receipts, DeskDb db, Secrets secrets, CancellationToken cancellation)
    {
        if (receipts.Open(receipt) is not { } number) return Results.Redirect(TrackPages.Path);
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Cycles).FirstOrDefaultAsync(t => t.Number == number, cancellation);
        return ticket is null
            ? Results.Redirect(TrackPages.Path)
            : Page.Of<ReceiptPage>(new { Ticket = ticket, Code = secrets.TrackingCodeOf(number) });
    }
}
