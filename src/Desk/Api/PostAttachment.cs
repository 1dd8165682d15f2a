using System.Text;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Files;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /attachments</c>: one file, durable when the answer leaves.</summary>
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
        if (Idempotency.Read(http.Request, actor, Route, Encoding.UTF8.GetBytes($"{file.Hash} {file.Name}"), out var once) is { } wrongKey) return wrongKey;
        return await KeepAsync(upload, actor.By.ToString(), once);
    }

    private static ProblemAnswer? Wrong(FormWithFiles form) => form switch
    {
        { Broken: true } => new(StatusCodes.Status400BadRequest, "brokenForm"),
        { TooLarge: true } => new(StatusCodes.Status413PayloadTooLarge, "fileTooLarge"),
        { Files: not [_] } => Problems.Invalid([new(Field, "oneFile")]),
        { Files: [{ Size: 0 }] } => Problems.Invalid([new(Field, "emptyFile")]),
        _ => null,
    };

    // The bytes come before the row, and a repeat is looked for before both and once more with the row.
    private async Task<IResult> KeepAsync(Upload upload, string owner, Once? once)
    {
        if (once is not null && await writer.WriteAsync(unit => unit.ReplayAsync(once)) is { } replay) return replay;
        var id = (await uploads.NewIdsAsync(1))[0];
        await uploads.KeepAsync(id, upload);
        var again = false;
        var answer = await writer.WriteAsync(async unit =>
        {
            if (await unit.ReplayAsync(once) is { } same)
            {
                again = true;
                return same;
            }

            again = false;
            return unit.Keep(once, AnswerOf(Uploads.Add(unit, id, upload, ContactChannel.Api, owner)));
        });
        if (again) store.Forget(id);
        return answer;
    }

    private static Answer AnswerOf(Attachment row) => new(StatusCodes.Status201Created,
        JsonSerializer.SerializeToUtf8Bytes(AttachmentView.Of(row), Answer.Json.AttachmentView), new(null, $"{ApiRoutes.Attachments}/{row.Id}"));
}
