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
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Hotline;

/// <summary>The hotline form with today's calls below.</summary>
public static class HotlinePages
{
    public const string Path = "/desk/hotline";

    public static void MapHotline(this IEndpointRouteBuilder app)
    {
        var hotline = app.MapGroup(Path).RequireRight(Right.EnterHotline).ExcludeFromDescription();
        hotline.MapGet("", ShowAsync);
        hotline.MapPost("", SubmitAsync);
        hotline.MapPost(FormRoutes.PostSuffix, SubmitAsync);
        hotline.MapReturnFromForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, string? done, string? calls, TodaysCalls today, DeskDb db, CancellationToken cancellation)
    {
        var actor = http.RequireActor();
        var last = TicketNumber.Read(done).Number is { } number
            ? await db.ReadableTickets(actor).Include(t => t.Cycles).Include(t => t.Messages).AsSplitQuery()
                .FirstOrDefaultAsync(t => t.Number == number, cancellation)
            : null;
        var pickUp = last is null ? null : await PickUpCodes.FindUnusedAsync(db, last.Id, cancellation);
        return PageResult.For<HotlinePage>(new
        {
            Form = new TicketEntryForm { Outcome = EntryOutcome.Answered },
            Calls = await today.ListAsync(actor, ParsePageNumber(calls), cancellation),
            Last = last, PickUp = pickUp,
        });
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext http, FormSubmission submission, TodaysCalls today, IOptions<DeskOptions> options, CancellationToken cancellation)
    {
        var actor = http.RequireActor();
        var post = await FormPost.ReadAsync(http);
        var form = TicketEntryForm.From(post).WithOutcome();
        if (!post.HasValidToken) return await RedisplayAsync([], "form.stale", StatusCodes.Status400BadRequest);
        var faults = CheckOutcome(form);
        var request = form.ToIntakeRequest(ContactChannel.Hotline, actor, options.Value.DisplayTimeZone, faults);
        return await submission.SubmitAsync(request, faults, form.ToStaffNote(http.Language())) switch
        {
            FormSubmissionResult.FormAccepted accepted => TypedResults.Redirect($"{Path}?done={accepted.Ticket.Number}"),
            FormSubmissionResult.FormRefused refused =>
                await RedisplayAsync(refused.Faults, null, StatusCodes.Status422UnprocessableEntity),
            FormSubmissionResult.FormNotSaved failed =>
                await RedisplayAsync([], failed.NoticeKey, StatusCodes.Status503ServiceUnavailable),
            _ => throw new UnreachableException(),
        };

        async Task<IResult> RedisplayAsync(IReadOnlyList<FieldFault> shown, string? notice, int code)
        {
            var calls = await today.ListAsync(actor, 1, cancellation);
            var formFaults = new FormFaults(shown, http.Language());
            return PageResult.For<HotlinePage>(new { Form = form, Faults = formFaults, Notice = notice, Calls = calls }, code);
        }
    }

    private static int ParsePageNumber(string? calls) => int.TryParse(calls, out var page) && page is > 0 and < 100 ? page : 1;

    private static List<FieldFault> CheckOutcome(TicketEntryForm form)
    {
        var faults = new List<FieldFault>();
        if (form is { Outcome: EntryOutcome.CallBack, Phone: null }) faults.Add(new("who", "phoneMissing"));
        if (form is { Outcome: EntryOutcome.HandedOver, Department: null }) faults.Add(new("department", "departmentMissing"));
        TextValidation.CheckOptional(faults, "answer.text", form.ToStaffNote(default)?.Text, TextValidation.MaxTextLength);
        return faults;
    }
}
