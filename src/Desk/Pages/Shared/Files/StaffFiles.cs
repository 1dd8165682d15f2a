using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Shared.Files;

/// <summary>Serves attachments to staff who may read their ticket. The query <c>?whole</c> downloads the original file.</summary>
public static class StaffFiles
{
    public const string Path = "/desk/attachments";

    public static void MapStaffFiles(this IEndpointRouteBuilder app) =>
        app.MapMethods(Path + "/{id:long}", [HttpMethods.Get, HttpMethods.Head], ShowAsync)
            .RequireRight(Right.ReadTickets).ExcludeFromDescription();

    public static async Task<Results<FileStreamHttpResult, NotFound>> ShowAsync(
        long id, string? whole, HttpContext http, DeskDb db, AttachmentStore store, CancellationToken cancellation)
    {
        var file = await db.ReadableAttachments(http.RequireActor()).FirstOrDefaultAsync(a => a.Id == id, cancellation);
        var content = file is null ? null : AttachmentResponse.Open(http, store, file, original: whole is not null);
        return content is null ? TypedResults.NotFound() : content;
    }
}
