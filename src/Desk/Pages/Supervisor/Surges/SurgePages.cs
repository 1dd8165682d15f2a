using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Supervisor.Surges;

/// <summary>The form of a surge: answers its tickets at once, each by an answer of its own, and links them to the oldest.</summary>
public static class SurgePages
{
    public const string Path = SupervisorPages.Path + "/surge";

    public static void Map(RouteGroupBuilder supervisor)
    {
        supervisor.MapPost("/surge", ActAsync);
        // A refused form is shown at this address, so a reload or a change of language is a GET here: it leads back to the page.
        supervisor.MapGet("/surge", (HttpRequest request) =>
            TypedResults.Redirect(PageUrl.ToLocation(SupervisorPages.Path + request.QueryString)));
    }

    private static async Task<IResult> ActAsync(
        HttpContext http, [AsParameters] SupervisorAddress address, SupervisorQuery query, DeskWriter writer, TicketActions actions,
        CancellationToken cancellation)
    {
        var (actor, post) = (http.RequireActor(), await FormPost.ReadAsync(http));
        var attempt = new SurgeAttempt(post.Fields) { IsStale = !post.HasValidToken };
        attempt = attempt with { Faults = attempt.FindFaults() };
        if (post.HasValidToken && attempt.Faults.Count == 0) attempt = await RunAsync(attempt, actor, writer, actions, cancellation);
        if (attempt is { IsStale: false, Faults.Count: 0, Refusals.Count: 0 })
            return TypedResults.LocalRedirect(address.ToUrl(address.Grouping, attempt.Done));
        return PageResult.For<SupervisorPage>(new { View = await query.ReadAsync(actor, address, cancellation), SurgeAttempt = attempt },
            attempt.IsStale ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Changes one ticket after the other, so that one that is refused does not hold up the rest.</summary>
    private static async Task<SurgeAttempt> RunAsync(
        SurgeAttempt attempt, Actor actor, DeskWriter writer, TicketActions actions, CancellationToken cancellation)
    {
        var (done, refusals, first) = (0, new List<(TicketNumber, TicketActionResult)>(), attempt.Selected.Numbers[0]);
        foreach (var number in attempt.Selected.Numbers)
        {
            var result = await writer.WriteAsync(
                unit => RunAsync(unit, attempt, new(number, actor, attempt.VersionOf(number)), first, actions, cancellation), cancellation);
            if (result is TicketActionResult.ActionInvalid { Faults: var faults } && done == 0)
                return attempt with { Faults = [.. faults.Select(fault => fault with { Field = FieldOf(attempt, number, fault.Field) })] };
            if (result is TicketActionResult.ActionDone) done++;
            else refusals.Add((number, result));
        }

        return attempt with { Done = done, Refusals = refusals };
    }

    private static async Task<TicketActionResult> RunAsync(WriteUnit unit, SurgeAttempt attempt, TicketRequest request, TicketNumber first,
        TicketActions actions, CancellationToken cancellation)
    {
        if (attempt.IsAnswer)
        {
            // The version of the card: what the resident added or a colleague answered meanwhile is read first.
            var result = await actions.AnswerAsync(unit, request, new(attempt.TextFor(request.Number) ?? ""), cancellation);
            if (result is not TicketActionResult.ActionDone || request.Number == first) return result;
        }

        var later = request with { IfVersion = null };
        return request.Number == first
            ? await actions.RunAsync(unit, later, TicketAction.Link, (ticket, _) => new TicketActionResult.ActionDone(ticket), cancellation)
            : await actions.LinkAsync(unit, later, first.ToString(), cancellation);
    }

    private static string FieldOf(SurgeAttempt attempt, TicketNumber number, string field) => field == "text"
        ? SurgeAttempt.TextPrefix + attempt.Fields[SurgeAttempt.LanguagePrefix + number] : field;
}
