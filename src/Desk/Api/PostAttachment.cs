using System.Text;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /attachments</c>: stores one file durably before the response is sent.</summary>
internal sealed class PostAttachment(DeskWriter writer, Uploads uploads, AttachmentStore store, DataDirectory directory)
{
    public const string FieldName = "file";

    private const string Route = "POST " + ApiRoutes.Attachments;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.GetCaller();
        if (!Authority.May(actor, Right.OpenTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (!FormWithFiles.IsMultipart(http.Request)) return new ProblemResult(StatusCodes.Status415UnsupportedMediaType, "notAForm");
        await using var form = await FormWithFiles.ReadAsync(http, directory);
        if (FindProblem(form) is { } wrong) return wrong;
        var file = form.Files[0];
        if (file.ToUpload() is not { } upload) return new ProblemResult(StatusCodes.Status415UnsupportedMediaType, "unknownFile");
        var content = Encoding.UTF8.GetBytes($"{file.Hash} {file.Name}");
        if (Idempotency.ReadKey(http.Request, actor, Route, content, out var key) is { } wrongKey) return wrongKey;
        return await StoreAsync(upload, actor.Author.ToString(), key);
    }

    private static ProblemResult? FindProblem(FormWithFiles form) => form switch
    {
        { Malformed: true } => new(StatusCodes.Status400BadRequest, "brokenForm"),
        { TooLarge: true } => new(StatusCodes.Status413PayloadTooLarge, "fileTooLarge"),
        { Files: not [_] } => ApiProblems.Invalid([new(FieldName, "oneFile")]),
        { Files: [{ Size: 0 }] } => ApiProblems.Invalid([new(FieldName, "emptyFile")]),
        _ => null,
    };

    // The file is written before its row, so that no row lacks its file. A repeat is looked up before both, and again in the row's
    // transaction, because a second request may have won meanwhile.
    private async Task<IResult> StoreAsync(Upload upload, string owner, IdempotencyKey? key)
    {
        if (key is not null && await writer.WriteAsync(unit => unit.FindReplayAsync(key)) is { } replay) return replay;
        var id = (await uploads.NewIdsAsync(1))[0];
        await uploads.StoreAsync(id, upload);
        var isRepeat = false;
        var answer = await writer.WriteAsync(async unit =>
        {
            if (await unit.FindReplayAsync(key) is { } replayed)
            {
                isRepeat = true;
                return replayed;
            }

            isRepeat = false;
            return unit.StoreResponse(key, CreateResponse(Uploads.Add(unit, id, upload, ContactChannel.Api, owner)));
        });
        if (isRepeat) store.Delete(id);
        return answer;
    }

    private static ApiResponse CreateResponse(Attachment row) => new(StatusCodes.Status201Created,
        JsonSerializer.SerializeToUtf8Bytes(AttachmentView.From(row), ApiResponse.Json.AttachmentView),
        new(null, $"{ApiRoutes.Attachments}/{row.Id}"));
}
