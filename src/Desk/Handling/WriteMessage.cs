using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// The operation of the API that answers, notes, and records what the resident said, and the form of the ticket page that answers and
/// notes. Both take files.
/// </summary>
internal static class WriteMessage
{
    private const string NoteKind = "note";

    /// <summary>The button that keeps an answer which the chat does not take now until the resident writes again.</summary>
    public const string MayWaitField = "mayWait";

    public static ApiOperation Operation { get; } = new JsonOperation<NewMessageBody>("messages", "writeMessage",
        "Adds an answer to the resident, a note for colleagues, or a message of the resident. "
        + "A resident's message about a closed ticket opens a new ticket, linked to it.", ReadBody)
    {
        MayOpenTicket = true,
    };

    public static FormDefinition Composer { get; } = new("say", ReadForm) { Fields = null, TextForResident = FindTextForResident };

    private static TicketUseCase ReadBody(NewMessageBody body, List<FieldFault> faults)
    {
        TextValidation.CheckRequired(faults, "text", body.Text, TextValidation.MaxTextLength);
        var kind = faults.ReadRequiredEnum("kind", body.Kind);
        var promisedAt = faults.ReadTime("promisedAt", body.PromisedAt);
        var files = faults.ReadAttachments(body.Attachments);
        return kind switch
        {
            WrittenKind.Note => MessageFiles.AttachAfter(files, NoteOnTicket.Note(body.Text)),
            WrittenKind.FromResident => MessageFiles.AttachAfter(files, WriteOnBehalf.Write(body.Text)),
            _ => AnswerTicket.Answer(new(body.Text ?? "", AnswerKindFor(kind), promisedAt, body.Office), files, body.MayWait ?? false),
        };
    }

    private static TicketUseCase ReadForm(TicketForm form, List<FieldFault> faults)
    {
        var files = UnattachedFiles.FromIds(form.Attachments);
        if (form["kind"] == NoteKind) return MessageFiles.AttachAfter(files, NoteOnTicket.Note(form["text"]));
        var answer = ReadAnswer(form, faults);
        return async (actions, unit, request, cancellation) =>
        {
            var complete = await OfficeReferral.ApplyAsync(unit, request.Number, answer, form["officeCode"], cancellation);
            return await actions.AnswerAsync(unit, request, complete, cancellation, files, form[MayWaitField] is not null);
        };
    }

    private static AnswerDraft ReadAnswer(TicketForm form, List<FieldFault> faults) => new(
        form["text"] ?? "", form.Choice<AnswerKind>("kind") ?? AnswerKind.Answer, form.Time(faults, "promisedAt", endOfDay: true),
        form["office"]);

    private static string? FindTextForResident(TicketForm form)
    {
        if (form["kind"] == NoteKind) return null;
        var faults = new List<FieldFault>();
        var answer = ReadAnswer(form, faults);
        // A chosen office is enough: its name is added when the answer is written.
        AnswerValidation.CheckDetails(faults, "", answer with { Office = answer.Office ?? form["officeCode"] });
        return faults.Count == 0 ? form["text"] : null;
    }

    private static AnswerKind AnswerKindFor(WrittenKind? kind) => kind switch
    {
        WrittenKind.NextStep => AnswerKind.NextStep,
        WrittenKind.NeedFromYou => AnswerKind.NeedFromYou,
        WrittenKind.OutOfRemit => AnswerKind.OutOfRemit,
        _ => AnswerKind.Answer,
    };
}

/// <summary>The kinds of message that can be written to a ticket.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WrittenKind>))]
internal enum WrittenKind { Answer, NextStep, NeedFromYou, OutOfRemit, Note, FromResident }

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewMessageBody
{
    [Required]
    public string? Text { get; init; }

    [Required]
    public ParsedEnum<WrittenKind>? Kind { get; init; }

    public SentTime? PromisedAt { get; init; }

    public string? Office { get; init; }

    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>True to keep an answer that the resident's chat does not take now until they write again.</summary>
    public bool? MayWait { get; init; }
}
