using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Counter;

/// <summary>The counter form, and the page with the printed slip.</summary>
public static class CounterPages
{
    public const string Path = "/desk/counter";

    public static void MapCounter(this IEndpointRouteBuilder app)
    {
        var counter = app.MapGroup(Path).RequireRight(Right.EnterCounter).ExcludeFromDescription();
        counter.MapForm(Show, EnterAsync);
        counter.MapGet("{number}", ShowDoneAsync);
    }

    private static IResult Show(HttpContext http)
    {
        http.Response.KeepForBack();
        return Page.Of<CounterPage>(new { Form = new MatterForm() });
    }

    private static async Task<IResult> EnterAsync(HttpContext http, FrontDoor door, IOptions<DeskOptions> options)
    {
        var posted = await Posted.ReadAsync(http);
        var form = MatterForm.From(posted);
        if (!posted.Genuine) return Again(http, form, [], "form.stale", StatusCodes.Status400BadRequest);
        var faults = new List<FieldFault>();
        var request = form.ToMatter(ContactChannel.Counter, http.Actor()!, options.Value.ShownTimeZone, faults);
        return await door.TakeAsync(request, faults) switch
        {
            Entry.Kept accepted => Results.Redirect($"{Path}/{accepted.Ticket.Number}"),
            Entry.Refused refused => Again(http, form, refused.Faults, null, StatusCodes.Status422UnprocessableEntity),
            _ => Again(http, form, [], "form.trouble", StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static IResult Again(HttpContext http, MatterForm form, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        Page.Of<CounterPage>(new { Form = form, Faults = new Faults(faults, http.Language()), Notice = notice }, status);

    private static async Task<IResult> ShowDoneAsync(string number, DeskDb db, Secrets secrets, CancellationToken cancellation)
    {
        if (TicketNumber.TryRead(number, out var read) is not TicketNumberFault.None) return Results.NotFound();
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Cycles).FirstOrDefaultAsync(t => t.Number == read, cancellation);
        if (ticket is null) return Results.NotFound();
        var pickUp = await PickUpCodes.OfAsync(db, ticket.Id, cancellation);
        return Page.Of<CounterDone>(new { Ticket = ticket, Code = secrets.TrackingCodeOf(read), PickUp = pickUp });
    }
}
