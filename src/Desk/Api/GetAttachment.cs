using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Files;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /attachments/{id}</c>: the file as it was uploaded.</summary>
internal static class GetAttachment
{
    public static async Task<IResult> HandleAsync(long id, HttpContext http, DeskDb db, AttachmentStore store)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var file = await StaffFiles.FindAsync(db, id, actor, http.RequestAborted);
        return file is null ? ProblemAnswer.Of(StatusCodes.Status404NotFound) : KeptFile.Answer(http, store, file, whole: true);
    }
}
