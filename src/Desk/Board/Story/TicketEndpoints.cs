using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Board.Story.TicketPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Board.Story.NoTicketPage>>;

namespace EcomCenter.Desk.Board.Story;

/// <summary>The page of a matter, its live part, and its actions.</summary>
internal static class TicketEndpoints
{
    public static void Map(RouteGroupBuilder desk)
    {
        var ticket = desk.MapGroup("/tickets/{number}");
        ticket.MapGet("", ShowAsync);
        ticket.MapGet("/story", ShowPartAsync);
        // Checked in the handler: a stale form must come back with what was typed.
        ticket.MapPost("/say", SayAsync).DisableAntiforgery();
        ticket.MapPost("/{action}", ActAsync).DisableAntiforgery();
        ticket.MapGet("/{action}", (HttpRequest request, string number) => TypedResults.Redirect(PageOf(request, number)));
    }

    private static async Task<Results<RazorComponentResult<TicketPage>, RazorComponentResult<NoTicketPage>>> ShowAsync(HttpContext http, string number,
        StoryQuery stories, CancellationToken cancellation) =>
        await FindAsync(http, number, stories, cancellation) is { } story ? Page.Of<TicketPage>(new { Story = story }) : NoTicket();

    private static async Task<Results<RazorComponentResult<LivePart>, RazorComponentResult<NoTicketPage>>> ShowPartAsync(HttpContext http, string number,
        StoryQuery stories, CancellationToken cancellation) =>
        await FindAsync(http, number, stories, cancellation) is { } story ? Page.Of<LivePart>(new { Story = story }) : NoTicket();

    /// <summary>From the composer, with files.</summary>
    private static async Task<Answer> SayAsync(HttpContext http, string number, AnswerFiles files, StoryQuery stories, TicketActions actions, CancellationToken cancellation)
    {
        if (await FindAsync(http, number, stories, cancellation) is null) return NoTicket();
        await using var sent = await files.ReadAsync(http);
        var posted = await Posted.ReadAsync(http);
        var form = TicketForm.OfComposer(posted);
        if (!posted.Genuine) return await TryAsync(http, number, new("say", form, null), stories, actions, cancellation);
        form = await files.KeepAsync(form, sent, http.Reader());
        var faults = AnswerFiles.FaultsOf(form, sent);
        var attempt = new Attempt("say", form, faults.Count > 0 ? new Outcome.Invalid(faults) : null) { Files = await files.OfAsync(form, http.Reader(), cancellation) };
        return await TryAsync(http, number, attempt, stories, actions, cancellation, genuine: true);
    }

    private static async Task<Answer> ActAsync(HttpContext http, string number, string action, [FromForm] TicketForm? sent, IAntiforgery antiforgery, StoryQuery stories,
        TicketActions actions, CancellationToken cancellation) => TicketActions.Knows(action)
            // A button alone sends none of its fields.
            ? await TryAsync(http, number, new(action, sent ?? new(), null), stories, actions, cancellation, await antiforgery.IsRequestValidAsync(http)) : NoTicket();

    private static async Task<Answer> TryAsync(HttpContext http, string number, Attempt attempt, StoryQuery stories, TicketActions actions, CancellationToken cancellation,
        bool genuine = false)
    {
        if (TicketNumber.TryRead(number, out var known) is not TicketNumberFault.None) return NoTicket();
        if (genuine && attempt is { Outcome: null, Form.Insist: null } && await AskAsync(http, number, attempt, stories, cancellation) is { } ask) return ask;
        var outcome = attempt.Outcome ?? (genuine ? await RunAsync(known, attempt, http.Reader(), stories, actions, cancellation) : null);
        // What was done is told to the page: it forgets the draft of that form, and of no other.
        if (outcome is Outcome.Done done) return TypedResults.Redirect(QueryHelpers.AddQueryString(PageOf(http.Request, $"{done.Ticket.Number}"), "done", attempt.Action) + "#latest");
        if (await FindAsync(http, number, stories, cancellation) is not { } story) return NoTicket();
        return Page.Of<TicketPage>(new { Story = story, Attempt = attempt with { Outcome = outcome } },
            outcome is null ? StatusCodes.Status400BadRequest : OutcomeWords.StatusOf(outcome));
    }

    /// <summary>The form again with all its words, where the resident may not be able to read them.</summary>
    private static async Task<RazorComponentResult<TicketPage>?> AskAsync(HttpContext http, string number, Attempt attempt, StoryQuery stories, CancellationToken cancellation)
    {
        if (OtherLanguage.ToResident(attempt.Action, attempt.Form) is not { } words || await FindAsync(http, number, stories, cancellation) is not { } story) return null;
        return OtherLanguage.Of(words, story.Ticket) is { } otherwise
            ? Page.Of<TicketPage>(new { Story = story, Attempt = attempt with { Otherwise = otherwise } }, StatusCodes.Status422UnprocessableEntity) : null;
    }

    private static async Task<Outcome> RunAsync(TicketNumber number, Attempt attempt, Actor actor, StoryQuery stories, TicketActions actions, CancellationToken cancellation)
    {
        long? insist = attempt.Form.Version is { } read ? await stories.VersionToInsistOnAsync(number, read, cancellation) : null;
        return await actions.RunAsync(attempt.Action, new(number, actor, insist), attempt.Form, cancellation);
    }

    private static async Task<TicketStory?> FindAsync(HttpContext http, string number, StoryQuery stories, CancellationToken cancellation) =>
        TicketNumber.TryRead(number, out var known) is TicketNumberFault.None && await stories.ReadAsync(known, http.Reader(), cancellation) is { } story
            ? story with { Beside = http.Request.IsBeside() } : null;

    private static string PageOf(HttpRequest request, string number) =>
        $"/desk/tickets/{Uri.EscapeDataString(number)}{(request.IsBeside() ? $"?{Beside.Query}" : "")}";

    private static RazorComponentResult<NoTicketPage> NoTicket() => Page.Of<NoTicketPage>(new { }, StatusCodes.Status404NotFound);
}
