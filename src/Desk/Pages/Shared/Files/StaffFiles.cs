using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
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
        http.Actor() is { } actor && await db.ReadableAttachments(actor).FirstOrDefaultAsync(a => a.Id == id, cancellation) is { } file
            ? AttachmentResponse.Create(http, store, file, http.Request.Query.ContainsKey("whole")) : Results.NotFound();
}
