using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TicketFormResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Board.Story.TicketPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Board.Story.NoTicketPage>>;

namespace EcomCenter.Desk.Board.Story;

/// <summary>Routes of the ticket page, its live part and its action forms.</summary>
internal static class TicketEndpoints
{
    public static void Map(RouteGroupBuilder desk)
    {
        var ticket = desk.MapGroup("/tickets/{number}");
        ticket.MapGet("", ShowAsync);
        ticket.MapGet("/story", ShowPartAsync);
        // The handlers check the antiforgery token themselves: a form with an old token must be shown again with everything typed.
        ticket.MapPost("/say", SayAsync).DisableAntiforgery();
        ticket.MapPost("/{action}", ActAsync).DisableAntiforgery();
        ticket.MapGet("/{action}", (HttpRequest request, string number) => TypedResults.Redirect(PageOf(request, number)));
    }

    private static async Task<Results<RazorComponentResult<TicketPage>, RazorComponentResult<NoTicketPage>>> ShowAsync(
        HttpContext http, string number, StoryQuery stories, CancellationToken cancellation) =>
        await FindAsync(http, number, stories, cancellation) is { } model ? Page.Of<TicketPage>(new { Model = model }) : NoTicket();

    private static async Task<Results<RazorComponentResult<LivePart>, RazorComponentResult<NoTicketPage>>> ShowPartAsync(
        HttpContext http, string number, StoryQuery stories, CancellationToken cancellation) =>
        await FindAsync(http, number, stories, cancellation) is { } model ? Page.Of<LivePart>(new { Model = model }) : NoTicket();

    /// <summary>Handles the composer, the one form with files.</summary>
    private static async Task<TicketFormResult> SayAsync(
        HttpContext http, string number, AnswerFiles files, StoryQuery stories, TicketActions actions, CancellationToken cancellation)
    {
        if (await FindAsync(http, number, stories, cancellation) is null) return NoTicket();
        await using var sent = await files.ReadAsync(http);
        var posted = await Posted.ReadAsync(http);
        var form = TicketForm.OfComposer(posted);
        if (!posted.Genuine) return await TryAsync(http, number, new("say", form, null), stories, actions, cancellation);
        form = await files.KeepAsync(form, sent, http.Reader());
        var faults = AnswerFiles.FaultsOf(form, sent);
        var attempt = new Attempt("say", form, faults.Count > 0 ? new Outcome.Invalid(faults) : null)
        {
            Files = await files.OfAsync(form, http.Reader(), cancellation),
        };
        return await TryAsync(http, number, attempt, stories, actions, cancellation, genuine: true);
    }

    private static async Task<TicketFormResult> ActAsync(
        HttpContext http, string number, string action, [FromForm] TicketForm? sent, IAntiforgery antiforgery, StoryQuery stories,
        TicketActions actions, CancellationToken cancellation)
    {
        if (!TicketActions.Knows(action)) return NoTicket();
        var genuine = await antiforgery.IsRequestValidAsync(http);
        // A form with only a button sends none of the fields.
        return await TryAsync(http, number, new(action, sent ?? new(), null), stories, actions, cancellation, genuine);
    }

    private static async Task<TicketFormResult> TryAsync(
        HttpContext http, string number, Attempt attempt, StoryQuery stories, TicketActions actions, CancellationToken cancellation,
        bool genuine = false)
    {
        if (TicketNumber.TryRead(number, out var ticketNumber) is not TicketNumberFault.None) return NoTicket();
        if (genuine && attempt is { Outcome: null, Form.Insist: null }
            && await AskAsync(http, number, attempt, stories, cancellation) is { } question)
            return question;
        var result = attempt.Outcome
            ?? (genuine ? await RunAsync(ticketNumber, attempt, http.Reader(), stories, actions, cancellation) : null);
        // The page is told which action succeeded, so that draft.js forgets the draft of that form only.
        if (result is Outcome.Done done)
        {
            var address = QueryHelpers.AddQueryString(PageOf(http.Request, $"{done.Ticket.Number}"), "done", attempt.Action);
            return TypedResults.Redirect(address + "#latest");
        }

        if (await FindAsync(http, number, stories, cancellation) is not { } model) return NoTicket();
        return Page.Of<TicketPage>(new { Model = model, Attempt = attempt with { Outcome = result } },
            result is null ? StatusCodes.Status400BadRequest : OutcomeWords.StatusOf(result));
    }

    /// <summary>
    /// Shows the form again for confirmation when the resident may not read its language. Null when nothing needs confirming.
    /// </summary>
    private static async Task<RazorComponentResult<TicketPage>?> AskAsync(
        HttpContext http, string number, Attempt attempt, StoryQuery stories, CancellationToken cancellation)
    {
        if (OtherLanguage.ToResident(attempt.Action, attempt.Form) is not { } text
            || await FindAsync(http, number, stories, cancellation) is not { } model
            || OtherLanguage.Of(text, model.Ticket) is not { } language)
            return null;
        return Page.Of<TicketPage>(
            new { Model = model, Attempt = attempt with { Otherwise = language } }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Outcome> RunAsync(
        TicketNumber number, Attempt attempt, Actor actor, StoryQuery stories, TicketActions actions, CancellationToken cancellation)
    {
        long? expectedVersion = attempt.Form.Version is { } read
            ? await stories.VersionToInsistOnAsync(number, read, cancellation) : null;
        return await actions.RunAsync(attempt.Action, new(number, actor, expectedVersion), attempt.Form, cancellation);
    }

    private static async Task<TicketStory?> FindAsync(
        HttpContext http, string number, StoryQuery stories, CancellationToken cancellation) =>
        TicketNumber.TryRead(number, out var ticketNumber) is TicketNumberFault.None
            && await stories.ReadAsync(ticketNumber, http.Reader(), cancellation) is { } model
            ? model with { Beside = http.Request.IsBeside() } : null;

    private static string PageOf(HttpRequest request, string number) =>
        $"/desk/tickets/{Uri.EscapeDataString(number)}{(request.IsBeside() ? $"?{Beside.Query}" : "")}";

    private static RazorComponentResult<NoTicketPage> NoTicket() => Page.Of<NoTicketPage>(new { }, StatusCodes.Status404NotFound);
}
