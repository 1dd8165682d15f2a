using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TicketFormResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Pages.Tickets.TicketPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Pages.Tickets.TicketNotFoundPage>>;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Routes of the ticket page, its live part and its action forms.</summary>
internal static class TicketEndpoints
{
    public static void Map(RouteGroupBuilder desk)
    {
        var ticket = desk.MapGroup("/tickets/{number}");
        ticket.MapGet("", ShowAsync);
        ticket.MapGet("/story", ShowLiveFragmentAsync);
        // The handlers check the antiforgery token themselves: a form with an old token must be shown again with everything typed.
        ticket.MapPost("/say", SendFromComposerAsync).DisableAntiforgery();
        ticket.MapPost("/{action}", SubmitActionAsync).DisableAntiforgery();
        ticket.MapGet("/{action}", (HttpRequest request, string number) => TypedResults.Redirect(PageAddress(request, number)));
    }

    private static async Task<Results<RazorComponentResult<TicketPage>, RazorComponentResult<TicketNotFoundPage>>> ShowAsync(
        HttpContext http, string number, TicketPageQuery query, CancellationToken cancellation) =>
        await FindAsync(http, number, query, cancellation) is { } model ? PageResult.For<TicketPage>(new { Model = model })
            : TicketNotFound();

    private static async Task<Results<RazorComponentResult<LiveFragment>, RazorComponentResult<TicketNotFoundPage>>> ShowLiveFragmentAsync(
        HttpContext http, string number, TicketPageQuery query, CancellationToken cancellation) =>
        await FindAsync(http, number, query, cancellation) is { } model ? PageResult.For<LiveFragment>(new { Model = model })
            : TicketNotFound();

    /// <summary>Handles the composer, the one form with files.</summary>
    private static async Task<TicketFormResult> SendFromComposerAsync(
        HttpContext http, string number, ComposerUploads files, TicketPageQuery query, TicketFormActions actions,
        CancellationToken cancellation)
    {
        if (await FindAsync(http, number, query, cancellation) is null) return TicketNotFound();
        await using var sent = await files.ReadAsync(http);
        var post = await FormPost.ReadAsync(http);
        var form = TicketForm.FromComposer(post);
        if (!post.HasValidToken) return await RunOrShowFormAsync(http, number, new("say", form, null), query, actions, cancellation);
        form = await files.StoreAsync(form, sent, http.RequireActor());
        var faults = ComposerUploads.FindFaults(form, sent);
        var attempt = new ActionAttempt("say", form, faults.Count > 0 ? new TicketActionResult.ActionInvalid(faults) : null)
        {
            Files = await files.ReadStoredAsync(form, http.RequireActor(), cancellation),
        };
        return await RunOrShowFormAsync(http, number, attempt, query, actions, cancellation, genuine: true);
    }

    private static async Task<TicketFormResult> SubmitActionAsync(
        HttpContext http, string number, string action, [FromForm] TicketForm? sent, IAntiforgery antiforgery, TicketPageQuery query,
        TicketFormActions actions, CancellationToken cancellation)
    {
        if (!TicketFormActions.IsKnown(action)) return TicketNotFound();
        var genuine = await antiforgery.IsRequestValidAsync(http);
        // A form with only a button sends none of the fields.
        return await RunOrShowFormAsync(http, number, new(action, sent ?? new(), null), query, actions, cancellation, genuine);
    }

    private static async Task<TicketFormResult> RunOrShowFormAsync(
        HttpContext http, string number, ActionAttempt attempt, TicketPageQuery query, TicketFormActions actions,
        CancellationToken cancellation,
        bool genuine = false)
    {
        if (TicketNumber.TryRead(number, out var ticketNumber) is not TicketNumberFault.None) return TicketNotFound();
        if (genuine && attempt is { Result: null, Form.Insist: null }
            && await ConfirmLanguageAsync(http, number, attempt, query, cancellation) is { } question)
            return question;
        var result = attempt.Result
            ?? (genuine ? await RunAsync(ticketNumber, attempt, http.RequireActor(), query, actions, cancellation) : null);
        // The page is told which action succeeded, so that draft.js forgets the draft of that form only.
        if (result is TicketActionResult.ActionDone done)
        {
            var address = QueryHelpers.AddQueryString(PageAddress(http.Request, $"{done.Ticket.Number}"), "done", attempt.Action);
            return TypedResults.Redirect(address + "#latest");
        }

        if (await FindAsync(http, number, query, cancellation) is not { } model) return TicketNotFound();
        return PageResult.For<TicketPage>(new { Model = model, Attempt = attempt with { Result = result } },
            result is null ? StatusCodes.Status400BadRequest : TicketActionResultTexts.StatusCodeFor(result));
    }

    /// <summary>
    /// Shows the form again for confirmation when the resident may not read its language. Null when nothing needs confirming.
    /// </summary>
    private static async Task<RazorComponentResult<TicketPage>?> ConfirmLanguageAsync(
        HttpContext http, string number, ActionAttempt attempt, TicketPageQuery query, CancellationToken cancellation)
    {
        if (LanguageMismatch.TextForResident(attempt.Action, attempt.Form) is not { } text
            || await FindAsync(http, number, query, cancellation) is not { } model
            || LanguageMismatch.Detect(text, model.Ticket) is not { } language)
            return null;
        return PageResult.For<TicketPage>(
            new { Model = model, Attempt = attempt with { LanguageToConfirm = language } }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<TicketActionResult> RunAsync(
        TicketNumber number, ActionAttempt attempt, Actor actor, TicketPageQuery query, TicketFormActions actions,
        CancellationToken cancellation)
    {
        long? expectedVersion = attempt.Form.Version is { } read
            ? await query.ChooseExpectedVersionAsync(number, read, cancellation) : null;
        return await actions.RunAsync(attempt.Action, new(number, actor, expectedVersion), attempt.Form, cancellation);
    }

    private static async Task<TicketPageModel?> FindAsync(
        HttpContext http, string number, TicketPageQuery query, CancellationToken cancellation) =>
        TicketNumber.TryRead(number, out var ticketNumber) is TicketNumberFault.None
            && await query.ReadAsync(ticketNumber, http.RequireActor(), cancellation) is { } model
            ? model with { IsBesideBoard = http.Request.IsSidePane() } : null;

    private static string PageAddress(HttpRequest request, string number) =>
        $"/desk/tickets/{Uri.EscapeDataString(number)}{(request.IsSidePane() ? $"?{SidePane.Query}" : "")}";

    private static RazorComponentResult<TicketNotFoundPage> TicketNotFound() =>
        PageResult.For<TicketNotFoundPage>(new { }, StatusCodes.Status404NotFound);
}
