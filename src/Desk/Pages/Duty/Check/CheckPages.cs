using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Duty.Check;

/// <summary>The daily check of every open ticket, ticked item by item by the duty lead.</summary>
internal static class CheckPages
{
    public const string Path = DutySetup.Path + "/check";

    private const int MaxPage = 1_000;

    public static async Task<IResult> ShowAsync(
        HttpContext http, [FromQuery] string? page, CheckQuery query, CancellationToken cancellation) =>
        await RenderAsync(http, query, ReadPage(page), null, StatusCodes.Status200OK, cancellation);

    public static async Task<IResult> TickAsync(HttpContext http, CheckQuery query, DeskWriter writer, CancellationToken cancellation)
    {
        var (actor, post) = (http.RequireActor(), await FormPost.ReadAsync(http));
        var page = ReadPage(post.Raw("page"));
        if (!post.HasValidToken) return await RenderAsync(http, query, page, "form.stale", StatusCodes.Status400BadRequest, cancellation);
        if (!query.MayTick(actor))
            return await RenderAsync(http, query, page, "duty.check.notLead", StatusCodes.Status403Forbidden, cancellation);
        var numbers = post.Values("ticket").Select(text => TicketNumber.Read(text).Number).OfType<TicketNumber>()
            .Take(CheckQuery.PageSize).ToList();
        if (numbers.Count == 0)
            return await RenderAsync(
                http, query, page, "duty.outcome.noneChosen", StatusCodes.Status422UnprocessableEntity, cancellation);
        await writer.WriteAsync(unit => TickAsync(unit, actor, query.Today, numbers, cancellation), cancellation);
        return TypedResults.LocalRedirect($"{Path}?page={page}");
    }

    private static async Task TickAsync(
        WriteUnit unit, Actor actor, DateOnly day, List<TicketNumber> numbers, CancellationToken cancellation)
    {
        var chosen = await unit.Db.ReadableTickets(actor).Where(t => numbers.Contains(t.Number)).Select(t => t.Id)
            .ToListAsync(cancellation);
        var ticked = await unit.Db.Set<DailyCheck>().Where(c => c.Day == day && chosen.Contains(c.TicketId)).Select(c => c.TicketId)
            .ToListAsync(cancellation);
        unit.Db.AddRange(chosen.Except(ticked).Select(ticket => new DailyCheck
        {
            Day = day, TicketId = ticket, User = actor.Author.Code, At = unit.Now,
        }));
    }

    private static async Task<IResult> RenderAsync(
        HttpContext http, CheckQuery query, int page, string? notice, int status, CancellationToken cancellation) =>
        PageResult.For<CheckPage>(
            new { View = await query.ReadAsync(http.RequireActor(), page, cancellation), NoticeKey = notice }, status);

    private static int ReadPage(string? text) => int.TryParse(text, out var page) && page is > 0 and <= MaxPage ? page : 1;
}
