using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared.Files;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /attachments/{id}</c>: the file as it was uploaded.</summary>
internal static class GetAttachment
{
    public static async Task<IResult> HandleAsync(long id, HttpContext http, DeskDb db, AttachmentStore store)
    {
        var actor = http.GetCaller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var file = await StaffFiles.FindAsync(db, id, actor, http.RequestAborted);
        return file is null ? ProblemResult.FromStatus(StatusCodes.Status404NotFound)
            : AttachmentResponse.Create(http, store, file, original: true);
    }
}
