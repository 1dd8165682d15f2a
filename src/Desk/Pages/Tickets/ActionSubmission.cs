using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Runs a submitted form, and shows its page again with everything typed if that fails.</summary>
internal sealed class ActionSubmission(
    TicketPageQuery query, TicketActions actions, DeskWriter writer, DiskSpace disk, ReadingLog log)
{
    /// <summary>The parameter of the page's address that names the form which was sent with success.</summary>
    public const string DoneQuery = "done";

    public async Task<IResult> RunAsync(HttpContext http, TicketNumber number, ActionAttempt attempt, CancellationToken cancellation)
    {
        var asked = attempt with { LanguageToConfirm = await FindLanguageToConfirmAsync(http, number, attempt, cancellation) };
        if (asked.LanguageToConfirm is not null) return await ShowAsync(http, number, asked, cancellation);
        var tried = attempt with { Result = attempt.Result ?? await RunAsync(number, attempt, http.RequireActor(), cancellation) };
        // The page is told which action succeeded, so that draft.js forgets the draft of that form only.
        // A form that changed nothing is shown again and says so: a page that only reloads looks as if the change were made.
        return tried.Result is TicketActionResult.ActionDone { ChangedNothing: false } done
            ? TypedResults.Redirect(QueryHelpers.AddQueryString(PageAddress(http.Request, $"{done.Ticket.Number}"), DoneQuery,
                attempt.Form.Name)
                + "#latest")
            : await ShowAsync(http, number, tried, cancellation);
    }

    /// <summary>Shows the ticket's page with the form as it was submitted.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, TicketNumber number, ActionAttempt attempt, CancellationToken cancellation)
    {
        if (await FindAsync(http, number, cancellation) is not { } model) return TicketNotFound();
        if (model.IsConfidential)
            await log.RecordRepeatedAsync(SecurityEventKind.ComplaintOpened, http.SecurityOrigin(), model.Ticket.Number.ToString());
        return PageResult.For<TicketPage>(new { Model = model, Attempt = attempt }, StatusCodeFor(attempt));
    }

    public async Task<TicketPageModel?> FindAsync(HttpContext http, TicketNumber number, CancellationToken cancellation) =>
        await query.ReadAsync(number, http.RequireActor(), cancellation) is { } model
            ? model with
            {
                IsBesideBoard = http.Request.IsSidePane(),
                ShowsWholeStory = http.Request.Query.ContainsKey(TicketPageModel.WholeStoryQuery),
            }
            : null;

    public static string PageAddress(HttpRequest request, string number) =>
        $"/desk/tickets/{Uri.EscapeDataString(number)}{(request.IsSidePane() ? $"?{SidePane.Query}" : "")}";

    public static RazorComponentResult<TicketNotFoundPage> TicketNotFound() =>
        PageResult.For<TicketNotFoundPage>(new { }, StatusCodes.Status404NotFound);

    /// <summary>The page after an action that gave the ticket to others, so that the reader may not read it any more.</summary>
    public static RazorComponentResult<TicketNotFoundPage> TicketLeft() => PageResult.For<TicketNotFoundPage>(new { IsDone = true });

    /// <summary>Returns the language of a text that the resident may not be able to read; null if nothing needs confirming.</summary>
    private async Task<Language?> FindLanguageToConfirmAsync(
        HttpContext http, TicketNumber number, ActionAttempt attempt, CancellationToken cancellation)
    {
        if (attempt is not { Result: null, Sent.IsLanguageConfirmed: false }) return null;
        if (attempt.Form.TextForResident(attempt.Sent) is not { } text) return null;
        return await FindAsync(http, number, cancellation) is { } model ? LanguageMismatch.Detect(text, model.Ticket) : null;
    }

    private async Task<TicketActionResult> RunAsync(
        TicketNumber number, ActionAttempt attempt, Actor actor, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var useCase = attempt.Form.Read(attempt.Sent, faults);
        if (faults.Count > 0) return new TicketActionResult.ActionInvalid(faults);
        long? expectedVersion = attempt.Sent.Version is { } read
            ? await query.ChooseExpectedVersionAsync(number, actor, read, cancellation) : null;
        var request = new TicketRequest(number, actor, expectedVersion);
        try
        {
            return await writer.WriteAsync(unit => useCase(actions, unit, request, cancellation), cancellation);
        }
        catch (StorageUnavailableException)
        {
            return new TicketActionResult.ActionNotSaved(disk.NotStoredKey);
        }
    }

    private static int StatusCodeFor(ActionAttempt attempt) => attempt switch
    {
        { LanguageToConfirm: not null } or { Result: TicketActionResult.ActionDone } => StatusCodes.Status422UnprocessableEntity,
        { Result: { } result } => TicketActionResultTexts.StatusCodeFor(result),
        _ => StatusCodes.Status400BadRequest,
    };
}
