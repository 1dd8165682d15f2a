using System.Text;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Files;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /attachments</c>: stores one file durably before the response is sent.</summary>
internal sealed class PostAttachment(DeskWriter writer, Uploads uploads, AttachmentStore store, DataDirectory place)
{
    public const string Field = "file";

    private const string Route = "POST " + ApiRoutes.Attachments;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.OpenTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        if (!FormWithFiles.Is(http.Request)) return new ProblemAnswer(StatusCodes.Status415UnsupportedMediaType, "notAForm");
        await using var form = await FormWithFiles.ReadAsync(http, place);
        if (Wrong(form) is { } wrong) return wrong;
        var file = form.Files[0];
        if (file.AsUpload() is not { } upload) return new ProblemAnswer(StatusCodes.Status415UnsupportedMediaType, "unknownFile");
        var content = Encoding.UTF8.GetBytes($"{file.Hash} {file.Name}");
        if (Idempotency.Read(http.Request, actor, Route, content, out var key) is { } wrongKey) return wrongKey;
        return await KeepAsync(upload, actor.By.ToString(), key);
    }

    private static ProblemAnswer? Wrong(FormWithFiles form) => form switch
    {
        { Broken: true } => new(StatusCodes.Status400BadRequest, "brokenForm"),
        { TooLarge: true } => new(StatusCodes.Status413PayloadTooLarge, "fileTooLarge"),
        { Files: not [_] } => Problems.Invalid([new(Field, "oneFile")]),
        { Files: [{ Size: 0 }] } => Problems.Invalid([new(Field, "emptyFile")]),
        _ => null,
    };

    // The file is written before its row, so that no row lacks its file. A repeat is looked up before both, and again in the row's
    // transaction, because a second request may have won meanwhile.
    private async Task<IResult> KeepAsync(Upload upload, string owner, Once? once)
    {
        if (once is not null && await writer.WriteAsync(unit => unit.ReplayAsync(once)) is { } replay) return replay;
        var id = (await uploads.NewIdsAsync(1))[0];
        await uploads.KeepAsync(id, upload);
        var isRepeat = false;
        var answer = await writer.WriteAsync(async unit =>
        {
            if (await unit.ReplayAsync(once) is { } replayed)
            {
                isRepeat = true;
                return replayed;
            }

            isRepeat = false;
            return unit.Keep(once, AnswerOf(Uploads.Add(unit, id, upload, ContactChannel.Api, owner)));
        });
        if (isRepeat) store.Forget(id);
        return answer;
    }

    private static Answer AnswerOf(Attachment row) => new(StatusCodes.Status201Created,
        JsonSerializer.SerializeToUtf8Bytes(AttachmentView.Of(row), Answer.Json.AttachmentView),
        new(null, $"{ApiRoutes.Attachments}/{row.Id}"));
}
