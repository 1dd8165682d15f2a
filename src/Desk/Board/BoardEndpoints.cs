using System.Security.Claims;
using EcomCenter.Contracts;
using EcomCenter.Desk.Board.Rows;
using EcomCenter.Desk.Board.Story;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Board;

/// <summary>The board as a page, as a part of it for scripts, and its one action.</summary>
internal static class BoardEndpoints
{
    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("", ShowAsync);
        desk.MapGet("/list", ShowPartAsync);
        desk.MapGet("/counts", ShowCountsAsync);
        desk.MapPost("/take", TakeAsync);
        // A refused take stands at this address; who reloads it, or reads it in another language, comes back to the board.
        desk.MapGet("/take", (HttpRequest request) => TypedResults.Redirect("/desk" + request.QueryString));
    }

    private static async Task<Results<RazorComponentResult<BoardPage>, RazorComponentResult<NoMattersPage>, RedirectHttpResult>> ShowAsync(HttpContext http, [AsParameters] BoardFilter filter,
        BoardQuery board, CancellationToken cancellation)
    {
        var actor = http.Reader();
        if (!Authority.May(actor, Right.ReadTickets)) return Page.Of<NoMattersPage>();
        if (await board.ByNumberAsync(actor, filter.Words, cancellation) is { } number) return TypedResults.Redirect($"/desk/tickets/{number}");
        return Page.Of<BoardPage>(new { View = await board.ReadAsync(actor, filter, cancellation) });
    }

    private static async Task<RazorComponentResult<BoardLists>> ShowPartAsync(HttpContext http, [AsParameters] BoardFilter filter, BoardQuery board,
        CancellationToken cancellation) => Page.Of<BoardLists>(new { View = await board.ReadAsync(http.Reader(), filter, cancellation) });

    private static async Task<RazorComponentResult<ListNav>> ShowCountsAsync(HttpContext http, [AsParameters] BoardFilter filter, BoardQuery board,
        CancellationToken cancellation) => Page.Of<ListNav>(new { Filter = filter, Counts = await board.CountAsync(http.Reader(), cancellation) });

    private static async Task<Results<RazorComponentResult<BoardPage>, RedirectHttpResult>> TakeAsync(HttpContext http, [FromForm] string? number, DeskWriter writer,
        OnTicket on, BoardQuery board, StoryQuery stories, CancellationToken cancellation)
    {
        var actor = http.Reader();
        if (TicketNumber.TryRead(number, out var known) is not TicketNumberFault.None) return TypedResults.Redirect("/desk");
        var outcome = await writer.WriteAsync(unit => on.TakeAsync(unit, new(known, actor), cancellation), cancellation);
        if (outcome is Outcome.Done) return TypedResults.Redirect($"/desk/tickets/{known}");
        var (view, about) = (await board.ReadAsync(actor, new(), cancellation), await stories.ReadAsync(known, actor, cancellation));
        return Page.Of<BoardPage>(new { View = view, Refused = outcome, About = about }, OutcomeWords.StatusOf(outcome));
    }

    /// <summary>Who is signed in: the door of the group let nobody else in.</summary>
    public static Actor Reader(this HttpContext http) => http.Actor() ?? throw new InvalidOperationException("Nobody is signed in.");
}
