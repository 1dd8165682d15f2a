using System.Diagnostics;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The public report form, and the receipt page.</summary>
public static class ReportPages
{
    public const string Path = "/report";

    public static void MapReport(this IEndpointRouteBuilder app)
    {
        var report = app.MapGroup(Path).ExcludeFromDescription();
        report.MapGet("", Show);
        report.MapPost("", SubmitAsync);
        report.MapPost(FormRoutes.PostSuffix, SubmitAsync);
        report.MapReturnFromForm();
        report.MapGet("received/{receipt}", ShowReceiptAsync);
    }

    private static IResult Show(HttpContext http, string? kind)
    {
        http.Response.KeepFormOnBack();
        var wanted = Enum.GetValues<TicketKind>().Where(k => EnumCode.From(k) == kind).Append(TicketKind.Complaint).First();
        return PageResult.For<ReportPage>(new { Form = new ReportForm { Kind = wanted } });
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, FormSubmission submission, ReportLimit limit, ReceiptTokens receipts)
    {
        var post = await FormPost.ReadAsync(http);
        var form = ReportForm.From(post);
        if (!post.HasValidToken) return Redisplay(http, form, [], "form.stale", StatusCodes.Status400BadRequest);
        // Counted first and taken back, because many at once would all pass a limit that is counted afterwards.
        if (limit.RecordUse(http.GetRateLimitKey()) is { } wait)
        {
            http.Response.RefuseWithRetryAfter(wait);
            return Redisplay(http, form, [], "report.tooMany", StatusCodes.Status429TooManyRequests);
        }

        var result = await submission.SubmitAsync(form.ToIntakeRequest(http.Language()), []);
        if (result is not FormSubmissionResult.FormAccepted { IsRepeat: false }) limit.TakeBackUse(http.GetRateLimitKey());
        return result switch
        {
            FormSubmissionResult.FormAccepted accepted =>
                TypedResults.Redirect($"{Path}/received/{receipts.Create(accepted.Ticket.Number)}"),
            FormSubmissionResult.FormRefused refused =>
                Redisplay(http, form, refused.Faults, null, StatusCodes.Status422UnprocessableEntity),
            FormSubmissionResult.FormNotSaved failed =>
                Redisplay(http, form, [], failed.NoticeKey, StatusCodes.Status503ServiceUnavailable),
            _ => throw new UnreachableException(),
        };
    }

    private static RazorComponentResult<ReportPage> Redisplay(
        HttpContext http, ReportForm form, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        PageResult.For<ReportPage>(new { Form = form, Faults = new FormFaults(faults, http.Language()), Notice = notice }, status);

    private static async Task<IResult> ShowReceiptAsync(
        string receipt, ReceiptTokens receipts, DeskDb db, TrackingCodes trackingCodes, CancellationToken cancellation)
    {
        if (receipts.Read(receipt) is not { } number) return TypedResults.Redirect(TrackPages.Path);
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Cycles).FirstOrDefaultAsync(t => t.Number == number, cancellation);
        return ticket is null
            ? TypedResults.Redirect(TrackPages.Path)
            : PageResult.For<ReceiptPage>(new { Ticket = ticket, Code = trackingCodes.GetCode(number) });
    }
}
