using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Pages.Supervisor.Figures;
using EcomCenter.Desk.Pages.Supervisor.Surges;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Pages.Supervisor;

/// <summary>The supervisor's page: what needs somebody now, and assigning or handing over several tickets at once.</summary>
public static class SupervisorPages
{
    public const string Path = "/desk/supervisor";

    private const string AssignAction = "assign", TransferAction = "transfer";

    public static IServiceCollection AddSupervisor(this IServiceCollection services) => services.AddSingleton<SupervisorQuery>();

    public static void MapSupervisor(this IEndpointRouteBuilder app)
    {
        var supervisor = app.MapGroup(Path).RequireRight(Right.Supervise).DisableAntiforgery().ExcludeFromDescription();
        supervisor.MapGet("", ShowAsync);
        supervisor.MapPost("", ActAsync);
        SurgePages.Map(supervisor);
        FigureListPages.Map(app);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, [AsParameters] SupervisorAddress address, [FromQuery] int? done, SupervisorQuery query,
        CancellationToken cancellation) =>
        PageResult.For<SupervisorPage>(new
        {
            View = await query.ReadAsync(http.RequireActor(), address, cancellation), Done = done,
        });

    private static async Task<IResult> ActAsync(
        HttpContext http, [AsParameters] SupervisorAddress address, SupervisorQuery query, DeskWriter writer, TicketActions actions,
        CancellationToken cancellation)
    {
        var (actor, post) = (http.RequireActor(), await FormPost.ReadAsync(http));
        var attempt = new SupervisorAttempt(post.Fields, new(post.Fields)) { IsStale = !post.HasValidToken };
        if (post.HasValidToken && attempt.Faults.Count == 0) attempt = await RunAsync(attempt, actor, writer, actions, cancellation);
        if (attempt is { IsStale: false, Faults.Count: 0, Refusals.Count: 0 })
            return TypedResults.LocalRedirect(address.ToUrl(address.Grouping, attempt.Done));
        var view = await query.ReadAsync(actor, address, cancellation);
        return PageResult.For<SupervisorPage>(new { View = view, Attempt = attempt },
            attempt.IsStale ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Changes one ticket after the other, so that one that is refused does not hold up the rest.</summary>
    private static async Task<SupervisorAttempt> RunAsync(
        SupervisorAttempt attempt, Actor actor, DeskWriter writer, TicketActions actions, CancellationToken cancellation)
    {
        var (done, refusals) = (0, new List<(TicketNumber Number, TicketActionResult Result)>());
        foreach (var number in attempt.Selected.Numbers)
        {
            // What a colleague decided a moment ago is not overruled by one who has not seen it.
            var request = new TicketRequest(number, actor) { IfHeldBy = attempt.Selected.HoldersOf(number) };
            var result = await writer.WriteAsync(unit => attempt.Action is TransferAction
                ? actions.TransferAsync(unit, request, attempt["department"], attempt["ask"], null, cancellation)
                : actions.AssignAsync(unit, request, attempt["user"], cancellation), cancellation);
            if (result is TicketActionResult.ActionDone) done++;
            else refusals.Add((number, result));
        }

        // A fault that every ticket has is one of the form, so it stands at its field. Others stand beside the numbers of their tickets.
        return refusals.Count == attempt.Selected.Numbers.Count && refusals.TrueForAll(r => r.Result is TicketActionResult.ActionInvalid)
            ? attempt with { Faults = ((TicketActionResult.ActionInvalid)refusals[0].Result).Faults }
            : attempt with { Done = done, Refusals = refusals };
    }

    /// <summary>A submitted form and what came of it.</summary>
    public sealed record SupervisorAttempt(IFormCollection Fields, SelectedTickets Selected)
    {
        public string Action => Fields["do"] == TransferAction ? TransferAction : AssignAction;

        public bool IsStale { get; init; }

        public IReadOnlyList<FieldFault> Faults { get; init; } = FindFaults(Fields, Selected);

        public int Done { get; init; }

        public IReadOnlyList<(TicketNumber Number, TicketActionResult Result)> Refusals { get; init; } = [];

        /// <summary>
        /// True for a ticket that is still chosen when the page is shown again: what was changed is done with. Groups are not, because
        /// others may be in them by now.
        /// </summary>
        public bool IsStillChosen(TicketNumber number) =>
            Selected.Contains(number) && (Done == 0 || Refusals.Any(refusal => refusal.Number == number));

        public string? this[string field] => CleanText.IsBlank(Fields[field]) ? null : Fields[field].ToString();

        public string? ErrorFor(string field, Language language) => Faults.FirstOrDefault(f => f.Field == field)?.Describe(language);

        private static List<FieldFault> FindFaults(IFormCollection fields, SelectedTickets selected)
        {
            List<FieldFault> faults = selected.Numbers.Count == 0 ? [new("ticket", "notChosen")] : [];
            string[] needed = fields["do"] == TransferAction ? ["department", "ask"] : ["user"];
            faults.AddRange(needed.Where(field => CleanText.IsBlank(fields[field]))
                .Select(field => new FieldFault(field, "empty")));
            return faults;
        }
    }
}
