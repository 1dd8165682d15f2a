using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

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
        ticket.MapPost("/{action}", ActAsync).DisableAntiforgery();
        ticket.MapGet("/{action}", (HttpRequest request, string number) => TypedResults.Redirect(PageOf(request, number)));
    }

    private static async Task<Results<RazorComponentResult<TicketPage>, RazorComponentResult<NoTicketPage>>> ShowAsync(HttpContext http, string number,
        StoryQuery stories, CancellationToken cancellation) =>
        await FindAsync(http, number, stories, cancellation) is { } story ? Page.Of<TicketPage>(new { Story = story }) : NoTicket();

    private static async Task<Results<RazorComponentResult<LivePart>, RazorComponentResult<NoTicketPage>>> ShowPartAsync(HttpContext http, string number,
        StoryQuery stories, CancellationToken cancellation) =>
        await FindAsync(http, number, stories, cancellation) is { } story ? Page.Of<LivePart>(new { Story = story }) : NoTicket();

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<TicketPage>, RazorComponentResult<NoTicketPage>>> ActAsync(HttpContext http, string number,
        string action, [FromForm] TicketForm? sent, IAntiforgery antiforgery, StoryQuery stories, TicketActions actions, CancellationToken cancellation)
    {
        if (TicketNumber.TryRead(number, out var known) is not TicketNumberFault.None || !TicketActions.Knows(action)) return NoTicket();
        var (actor, form) = (http.Reader(), sent ?? new()); // A button alone sends none of its fields.
        var genuine = await antiforgery.IsRequestValidAsync(http);
        if (genuine && form.Insist is null && await AskAsync(http, number, action, form, stories, cancellation) is { } ask) return ask;
        var outcome = genuine ? await RunAsync(known, action, form, actor, stories, actions, cancellation) : null;
        // What was done is told to the page: it forgets the draft of that form, and of no other.
        if (outcome is Outcome.Done done) return TypedResults.Redirect(QueryHelpers.AddQueryString(PageOf(http.Request, $"{done.Ticket.Number}"), "done", action) + "#latest");
        if (await FindAsync(http, number, stories, cancellation) is not { } story) return NoTicket();
        return Page.Of<TicketPage>(new { Story = story, Attempt = new Attempt(action, form, outcome) },
            outcome is null ? StatusCodes.Status400BadRequest : OutcomeWords.StatusOf(outcome));
    }

    /// <summary>The form again with all its words, where the resident may not be able to read them.</summary>
    private static async Task<RazorComponentResult<TicketPage>?> AskAsync(HttpContext http, string number, string action, TicketForm form, StoryQuery stories, CancellationToken cancellation)
    {
        if (OtherLanguage.ToResident(action, form) is not { } words || await FindAsync(http, number, stories, cancellation) is not { } story) return null;
        return OtherLanguage.Of(words, story.Ticket) is { } otherwise
            ? Page.Of<TicketPage>(new { Story = story, Attempt = new Attempt(action, form, null) { Otherwise = otherwise } }, StatusCodes.Status422UnprocessableEntity) : null;
    }

    private static async Task<Outcome> RunAsync(TicketNumber number, string action, TicketForm form, Actor actor, StoryQuery stories, TicketActions actions,
        CancellationToken cancellation)
    {
        long? insist = form.Version is { } read ? await stories.VersionToInsistOnAsync(number, read, cancellation) : null;
        return await actions.RunAsync(action, new(number, actor, insist), form, cancellation);
    }

    private static async Task<TicketStory?> FindAsync(HttpContext http, string number, StoryQuery stories, CancellationToken cancellation) =>
        TicketNumber.TryRead(number, out var known) is TicketNumberFault.None && await stories.ReadAsync(known, http.Reader(), cancellation) is { } story
            ? story with { Beside = http.Request.IsBeside() } : null;

    private static string PageOf(HttpRequest request, string number) =>
        $"/desk/tickets/{Uri.EscapeDataString(number)}{(request.IsBeside() ? $"?{Beside.Query}" : "")}";

    private static RazorComponentResult<NoTicketPage> NoTicket() => Page.Of<NoTicketPage>(new { }, StatusCodes.Status404NotFound);
}
