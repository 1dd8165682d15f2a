using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Files;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /attachments/{id}</c>: as it was sent.</summary>
internal static class GetAttachment
{
    public static async Task<IResult> HandleAsync(long id, HttpContext http, DeskDb db, AttachmentStore store)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        return await StaffFiles.FindAsync(db, id, actor, http.RequestAborted) is { } file ? KeptFile.Answer(http, store, file, whole: true) : ProblemAnswer.Of(StatusCodes.Status404NotFound);
    }
}
