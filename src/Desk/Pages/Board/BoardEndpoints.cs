using System.Security.Claims;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Board.Rows;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Pages.Tickets;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Board;

/// <summary>Routes of the board: the page, its fragments for scripts, and taking a ticket from a row.</summary>
internal static class BoardEndpoints
{
    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("", ShowAsync);
        desk.MapGet("/list", ShowListsAsync);
        desk.MapGet("/counts", ShowCountsAsync);
        desk.MapGet("/badges", IResult () => PageResult.For<DeskBadges>());
        desk.MapPost("/take", TakeAsync).DisableAntiforgery();
        // A refused take is shown at this address, so a reload or a change of language is a GET here: it leads back to the board.
        desk.MapGet("/take", (HttpRequest request) => TypedResults.Redirect(PageUrl.ToLocation("/desk" + request.QueryString)));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, [AsParameters] BoardFilter filter, BoardQuery board, SetupChecklist setup, CancellationToken cancellation)
    {
        var actor = http.RequireActor();
        if (!Authority.May(actor, Right.ReadTickets))
            return PageResult.For<NoTicketAccessPage>(new { Setup = await setup.ReadAsync(cancellation) });
        if (await board.FindByNumberAsync(actor, filter.SearchText, cancellation) is { } number)
            return TypedResults.Redirect($"/desk/tickets/{number}");
        return PageResult.For<BoardPage>(new { View = await board.ReadAsync(actor, filter, cancellation) });
    }

    private static async Task<IResult> ShowListsAsync(
        HttpContext http, [AsParameters] BoardFilter filter, BoardQuery board, CancellationToken cancellation) =>
        PageResult.For<BoardLists>(new { View = await board.ReadAsync(http.RequireActor(), filter, cancellation) });

    private static async Task<IResult> ShowCountsAsync(
        HttpContext http, [AsParameters] BoardFilter filter, BoardQuery board, CancellationToken cancellation) =>
        PageResult.For<ListNav>(new { Filter = filter, Counts = await board.CountAsync(http.RequireActor(), cancellation) });

    private static async Task<IResult> TakeAsync(
        HttpContext http, DeskWriter writer, TicketActions actions, BoardQuery board, TicketPageQuery query, CancellationToken cancellation)
    {
        var actor = http.RequireActor();
        if (await FormPost.ReadValidAsync(http) is not { } form)
        {
            var shown = new { View = await board.ReadAsync(actor, new(), cancellation), NoticeKey = "admin.stale" };
            return PageResult.For<BoardPage>(shown, StatusCodes.Status400BadRequest);
        }

        if (TicketNumber.Read(form.Text("number")).Number is not { } ticketNumber) return TypedResults.Redirect("/desk");
        var result = await writer.WriteAsync(unit => actions.TakeAsync(unit, new(ticketNumber, actor), cancellation), cancellation);
        if (result is TicketActionResult.ActionDone) return TypedResults.Redirect($"/desk/tickets/{ticketNumber}");
        var view = await board.ReadAsync(actor, new(), cancellation);
        var ticket = await query.ReadAsync(ticketNumber, actor, cancellation);
        return PageResult.For<BoardPage>(new { View = view, Refusal = result, RefusedTicket = ticket },
            TicketActionResultTexts.StatusCodeFor(result));
    }
}
