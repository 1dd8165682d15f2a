using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Shared.Files;

/// <summary>Serves attachments to staff who may read their ticket. The query <c>?whole</c> downloads the original file.</summary>
public static class StaffFiles
{
    public const string Path = "/desk/attachments";

    public static void MapStaffFiles(this IEndpointRouteBuilder app) =>
        app.MapMethods(Path + "/{id:long}", [HttpMethods.Get, HttpMethods.Head], ShowAsync)
            .RequireRight(Right.ReadTickets).ExcludeFromDescription();

    public static async Task<IResult> ShowAsync(
        long id, HttpContext http, DeskDb db, AttachmentStore store, CancellationToken cancellation) =>
        http.Actor() is { } actor && await FindAsync(db, id, actor, cancellation) is { } file
            ? AttachmentResponse.Create(http, store, file, http.Request.Query.ContainsKey("whole")) : Results.NotFound();

    public static async Task<Attachment?> FindAsync(DeskDb db, long id, Actor actor, CancellationToken cancellation)
    {
        var found = await db.Attachments.AsNoTracking().Where(a => a.Id == id)
            .Join(db.Tickets, a => a.TicketId, t => t.Id, (file, ticket) => new { file, ticket.Department })
            .FirstOrDefaultAsync(cancellation);
        return found is not null && Authority.MayRead(actor, found.Department) ? found.file : null;
    }
}
