using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /attachments/{id}</c>: the file as it was uploaded.</summary>
internal static class GetAttachment
{
    public static async Task<Results<FileStreamHttpResult, ProblemResult>> HandleAsync(
        long id, ApiCaller caller, HttpContext http, DeskDb db, AttachmentStore store, CancellationToken aborted)
    {
        if (!Authority.May(caller.Actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var file = await db.ReadableAttachments(caller.Actor).FirstOrDefaultAsync(a => a.Id == id, aborted);
        var content = file is null ? null : AttachmentResponse.Open(http, store, file, original: true);
        return content is null ? ProblemResult.FromStatus(StatusCodes.Status404NotFound) : content;
    }
}
