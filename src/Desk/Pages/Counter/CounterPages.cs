using System.Diagnostics;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Counter;

/// <summary>The counter form, and the page with the printed slip.</summary>
public static class CounterPages
{
    public const string Path = "/desk/counter";

    public static void MapCounter(this IEndpointRouteBuilder app)
    {
        var counter = app.MapGroup(Path).RequireRight(Right.EnterCounter).ExcludeFromDescription();
        counter.MapGet("", Show);
        counter.MapPost("", SubmitAsync);
        counter.MapPost(FormRoutes.PostSuffix, SubmitAsync);
        counter.MapReturnFromForm();
        counter.MapGet("{number}", ShowReceiptAsync);
    }

    private static IResult Show() => PageResult.For<CounterPage>(new { Form = new TicketEntryForm() });

    private static async Task<IResult> SubmitAsync(HttpContext http, FormSubmission submission, IOptions<DeskOptions> options)
    {
        var post = await FormPost.ReadAsync(http);
        var form = TicketEntryForm.From(post);
        if (!post.HasValidToken) return Redisplay(http, form, [], "form.stale", StatusCodes.Status400BadRequest);
        var faults = new List<FieldFault>();
        var request = form.ToIntakeRequest(ContactChannel.Counter, http.RequireActor(), options.Value.DisplayTimeZone, faults);
        return await submission.SubmitAsync(request, faults) switch
        {
            FormSubmissionResult.FormAccepted accepted => TypedResults.Redirect($"{Path}/{accepted.Ticket.Number}"),
            FormSubmissionResult.FormRefused refused =>
                Redisplay(http, form, refused.Faults, null, StatusCodes.Status422UnprocessableEntity),
            FormSubmissionResult.FormNotSaved failed =>
                Redisplay(http, form, [], failed.NoticeKey, StatusCodes.Status503ServiceUnavailable),
            _ => throw new UnreachableException(),
        };
    }

    private static RazorComponentResult<CounterPage> Redisplay(
        HttpContext http, TicketEntryForm form, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        PageResult.For<CounterPage>(new { Form = form, Faults = new FormFaults(faults, http.Language()), Notice = notice }, status);

    private static async Task<IResult> ShowReceiptAsync(
        HttpContext http, string number, DeskDb db, TrackingCodes trackingCodes, ReadingLog log, CancellationToken cancellation)
    {
        if (TicketNumber.Read(number).Number is not { } read) return TypedResults.NotFound();
        var ticket = await db.ReadableTickets(http.RequireActor()).Include(t => t.Cycles)
            .FirstOrDefaultAsync(t => t.Number == read, cancellation);
        if (ticket is null) return TypedResults.NotFound();
        if (ticket.Kind is TicketKind.Complaint or TicketKind.Report)
            await log.RecordOpenedAsync(SecurityEventKind.ComplaintOpened, http.SecurityOrigin(), $"{read}");
        var pickUp = await PickUpCodes.FindUnusedAsync(db, ticket.Id, cancellation);
        return PageResult.For<CounterReceiptPage>(new { Ticket = ticket, Code = trackingCodes.GetCode(read), PickUp = pickUp });
    }
}
