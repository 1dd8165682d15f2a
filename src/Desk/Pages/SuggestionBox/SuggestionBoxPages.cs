using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.SuggestionBox;

/// <summary>The form for the paper suggestion box. All sheets are on one page; each is accepted or refused on its own.</summary>
public static class SuggestionBoxPages
{
    public const string Path = "/desk/suggestion-box";

    public static void MapSuggestionBox(this IEndpointRouteBuilder app)
    {
        var box = app.MapGroup(Path).RequireRight(Right.EnterSuggestionBox).ExcludeFromDescription();
        box.MapGet("", Show);
        box.MapPost("", SubmitAsync);
        box.MapPost(FormRoutes.PostSuffix, SubmitAsync);
        box.MapReturnFromForm();
    }

    private static IResult Show() =>
        PageResult.For<SuggestionBoxPage>(new { Form = new SuggestionBoxForm().WithBlankRows(SuggestionBoxForm.BlankRows) });

    private static async Task<IResult> SubmitAsync(
        HttpContext http, FormSubmission submission, TrackingCodes trackingCodes, IOptions<DeskOptions> options)
    {
        var post = await FormPost.ReadAsync(http);
        var form = SuggestionBoxForm.From(post);
        if (!post.HasValidToken) return Redisplay(form, "form.stale", StatusCodes.Status400BadRequest);
        if (post.Text("more") is not null) return Redisplay(form, null, StatusCodes.Status200OK);
        var wrong = new List<FieldFault>();
        var collected = StatedTime.Read(wrong, "collectedAt", form.CollectedAt, options.Value.DisplayTimeZone);
        if (form.Rows.Count == 0) return ShowNothingFilled(http, form, wrong);
        var rows = await Task.WhenAll(form.Rows.Select(async row =>
            (Row: row,
                Result: await submission.SubmitAsync(row.ToIntakeRequest(http.Actor()!, collected), [.. wrong, .. row.UnusedFields]))));
        return ShowResult(http, form, rows, trackingCodes);
    }

    private static RazorComponentResult<SuggestionBoxPage> ShowResult(
        HttpContext http, SuggestionBoxForm form, (SuggestionBoxRow Row, FormSubmissionResult Result)[] rows, TrackingCodes trackingCodes)
    {
        var accepted = rows.Select(r => r.Result).OfType<FormSubmissionResult.FormAccepted>()
            .Select(k => new AcceptedRow(k.Ticket, trackingCodes.GetCode(k.Ticket.Number))).ToList();
        var faults = rows.Select(r => r.Result).OfType<FormSubmissionResult.FormRefused>().SelectMany(r => r.Faults)
            .Where(IsCollectionTimeFault).Take(1)
            .Select(f => f with { Field = "collectedAt" }).ToList();
        SuggestionBoxRow[] remaining = [.. rows.Where(r => r.Result is not FormSubmissionResult.FormAccepted)
            .Select(r =>
                r.Row.WithFaults((r.Result as FormSubmissionResult.FormRefused)?.Faults.Where(f => !IsCollectionTimeFault(f)) ?? [],
                    http.Language()))];
        var failed = rows.Select(r => r.Result).OfType<FormSubmissionResult.FormNotSaved>().FirstOrDefault();
        // Accepted rows leave the form. The remaining rows become a new form with its own id.
        var rest = form with { Id = FormPost.NewId(), Rows = remaining };
        var status = failed is not null ? StatusCodes.Status503ServiceUnavailable
            : remaining.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return PageResult.For<SuggestionBoxPage>(new
        {
            Form = rest.WithBlankRows(remaining.Length == 0 ? SuggestionBoxForm.BlankRows : 1), Accepted = accepted,
            Faults = new FormFaults(faults, http.Language()), Notice = failed?.NoticeKey,
        }, status);
    }

    private static bool IsCollectionTimeFault(FieldFault fault) => fault.Field is "receivedAt" or "collectedAt";

    /// <summary>No form is filled in: the fault is shown at the first row.</summary>
    private static RazorComponentResult<SuggestionBoxPage> ShowNothingFilled(
        HttpContext http, SuggestionBoxForm form, List<FieldFault> faults)
    {
        var empty = form.WithBlankRows(SuggestionBoxForm.BlankRows);
        var rows = empty.Rows.Select((row, at) => at == 0 ? row.WithFaults([new("description", "empty")], http.Language()) : row);
        return PageResult.For<SuggestionBoxPage>(
            new { Form = empty with { Rows = [.. rows] }, Faults = new FormFaults(faults, http.Language()), Notice = "box.nothing" },
            StatusCodes.Status422UnprocessableEntity);
    }

    private static RazorComponentResult<SuggestionBoxPage> Redisplay(SuggestionBoxForm form, string? notice, int status) =>
        PageResult.For<SuggestionBoxPage>(new { Form = form.WithBlankRows(SuggestionBoxForm.BlankRows), Notice = notice }, status);
}
