using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /attachments/{id}</c>: the file as it was uploaded.</summary>
internal static class GetAttachment
{
    public static async Task<IResult> HandleAsync(long id, HttpContext http, DeskDb db, AttachmentStore store)
    {
        var actor = http.GetCaller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var file = await db.ReadableAttachments(actor).FirstOrDefaultAsync(a => a.Id == id, http.RequestAborted);
        return file is null ? ProblemResult.FromStatus(StatusCodes.Status404NotFound)
            : AttachmentResponse.Create(http, store, file, original: true);
    }
}
