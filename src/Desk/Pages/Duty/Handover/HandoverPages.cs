using EcomCenter.Desk.Handling.Handovers;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Pages.Duty.Handover;

/// <summary>The page on which a shift is handed over: started by the one who leaves, accepted item by item by the one who comes.</summary>
internal static class HandoverPages
{
    public const string Path = DutySetup.Path + "/handover";

    public static async Task<IResult> ShowAsync(
        HttpContext http, [FromQuery] string? done, HandoverQuery query, CancellationToken cancellation) =>
        await RenderAsync(
            http, query, Enum.TryParse<HandoverOutcome>(done, out var outcome) && Enum.IsDefined(outcome) ? outcome : null, false,
            StatusCodes.Status200OK, cancellation);

    public static Task<IResult> StartAsync(
        HttpContext http, ShiftHandovers handovers, HandoverQuery query, CancellationToken cancellation) =>
        RunAsync(http, query, _ => handovers.StartAsync(http.RequireActor().Author.Code, cancellation), cancellation);

    public static Task<IResult> AcceptAsync(
        HttpContext http, long id, ShiftHandovers handovers, HandoverQuery query, CancellationToken cancellation) =>
        RunAsync(http, query, post => handovers.AcceptAsync(
            id, [.. post.Values("item").Select(text => long.TryParse(text, out var item) ? item : 0)],
            http.RequireActor().Author.Code, cancellation), cancellation);

    public static Task<IResult> GiveToLeadAsync(
        HttpContext http, long id, ShiftHandovers handovers, HandoverQuery query, CancellationToken cancellation) =>
        RunAsync(http, query, _ => handovers.GiveToLeadAsync(id, http.RequireActor().Author, cancellation), cancellation);

    private static async Task<IResult> RunAsync(
        HttpContext http, HandoverQuery query, Func<FormPost, Task<HandoverOutcome>> run, CancellationToken cancellation)
    {
        var post = await FormPost.ReadAsync(http);
        if (!post.HasValidToken) return await RenderAsync(http, query, null, true, StatusCodes.Status400BadRequest, cancellation);
        var outcome = await run(post);
        return outcome is HandoverOutcome.Done or HandoverOutcome.NothingDue
            ? TypedResults.LocalRedirect($"{Path}?done={outcome}")
            : await RenderAsync(http, query, outcome, false, StatusCodes.Status409Conflict, cancellation);
    }

    private static async Task<IResult> RenderAsync(
        HttpContext http, HandoverQuery query, HandoverOutcome? outcome, bool isStale, int status, CancellationToken cancellation)
    {
        var actor = http.RequireActor();
        var view = await query.ReadAsync(actor, cancellation);
        return PageResult.For<HandoverPage>(new { View = view, User = actor.Author.Code, Outcome = outcome, IsStale = isStale }, status);
    }
}
