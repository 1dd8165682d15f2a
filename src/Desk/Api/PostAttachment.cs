using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /attachments</c>: stores one file durably before the response is sent.</summary>
internal sealed class PostAttachment(DeskWriter writer, Uploads uploads, AttachmentStore store, UploadLimits limits)
{
    public const string FieldName = "file";

    private const string Route = "POST " + ApiRoutes.Attachments;

    public static Task<Results<CreatedResponse<AttachmentView>, ProblemResult>> HandleAsync(
        HttpContext http, ApiCaller caller, IdempotencyHeader idempotency, PostAttachment post) =>
        post.StoreAsync(http, caller.Actor, idempotency);

    private async Task<Results<CreatedResponse<AttachmentView>, ProblemResult>> StoreAsync(
        HttpContext http, Actor actor, IdempotencyHeader idempotency)
    {
        if (!Authority.May(actor, Right.OpenTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (!FormWithFiles.IsMultipart(http.Request)) return new ProblemResult(StatusCodes.Status415UnsupportedMediaType, "notAForm");
        await using var form = await FormWithFiles.ReadAsync(http, limits);
        if (FindProblem(form) is { } wrong) return wrong;
        var file = form.Files[0];
        if (file.ToUpload() is not { } upload) return new ProblemResult(StatusCodes.Status415UnsupportedMediaType, "unknownFile");
        var content = Encoding.UTF8.GetBytes($"{file.Hash} {file.Name}");
        if (idempotency.Problem is { } wrongKey) return wrongKey;
        return await StoreAsync(upload, actor.Author.ToString(), idempotency.CreateKey(actor, Route, content));
    }

    private static ProblemResult? FindProblem(FormWithFiles form) => form switch
    {
        { Malformed: true } => new(StatusCodes.Status400BadRequest, "brokenForm"),
        { TooLarge: true } => new(StatusCodes.Status413PayloadTooLarge, "fileTooLarge"),
        { FirstRefusal: FileRefusal.DiskFull } => ProblemResult.TryLater("diskFull"),
        { FirstRefusal: not null } => ProblemResult.TryLater("tooManyUploads"),
        { Files: not [_] } => ApiProblems.Invalid([new(FieldName, "oneFile")]),
        { Files: [{ Size: 0 }] } => ApiProblems.Invalid([new(FieldName, "emptyFile")]),
        _ => null,
    };

    // The file is written before its row, so that no row lacks its file. A repeat is looked up before both, and again in the row's
    // transaction, because a second request may have won meanwhile.
    private async Task<Results<CreatedResponse<AttachmentView>, ProblemResult>> StoreAsync(Upload upload, string owner, IdempotencyKey? key)
    {
        if (key is not null && await writer.WriteAsync(unit => FindReplayAsync(unit, key)) is { } replay) return replay;
        var id = (await uploads.NewIdsAsync(1))[0];
        var stored = await uploads.StoreAsync(id, upload);
        var reply = await writer.WriteAsync(async unit => await FindReplayAsync(unit, key)
            ?? unit.StoreResponse(key, CreateResponse(Uploads.Add(unit, stored, ContactChannel.Api, owner))));
        var isStored = reply.Result is CreatedResponse<AttachmentView> { IsReplay: false };
        if (!isStored) store.Delete(id);
        return reply;
    }

    private static async Task<Results<CreatedResponse<AttachmentView>, ProblemResult>?> FindReplayAsync(
        WriteUnit unit, IdempotencyKey? key) =>
        (await unit.FindReplayAsync<AttachmentView>(key))?.Result switch
        {
            CreatedResponse<AttachmentView> created => created,
            ProblemResult problem => problem,
            _ => null,
        };

    private static CreatedResponse<AttachmentView> CreateResponse(Attachment row) => ApiResponse.Created(
        AttachmentView.From(row), ApiResponse.Json.AttachmentView, $"{ApiRoutes.Attachments}/{row.Id}");
}
