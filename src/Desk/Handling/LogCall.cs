using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>A call, or a talk face to face, as staff log it. <c>At</c> is the stated time; null means now.</summary>
public sealed record CallDraft(string? Text, CallDirection Direction, bool Reached, AnswerKind? Kind = null, DateTimeOffset? At = null,
    DateTimeOffset? PromisedAt = null, string? Office = null);

/// <summary>Logs a call. A call that reached the person and gave an answer meets the response cycle, at the stated time.</summary>
public static class LogCall
{
    /// <summary>The name of its form, and the field of the buttons that stand on an answer which waits for a call.</summary>
    internal const string FormName = "call", OutcomeField = "outcome", Told = "told", NoReply = "noReply";

    internal static ActionDefinition Definition { get; } = new(TicketAction.Call,
        new JsonOperation<CallBody>("call", "logCall",
            "Logs a call or a conversation face to face. One that reached the person with an answer meets the response promise.", ReadBody),
        new FormDefinition(FormName, ReadForm)
        {
            Fields =
            [
                new ChoiceFormField("direction", "ticket.call.direction", ChoiceFormField.Texts("ticket.call", "out", "in", "faceToFace"))
                {
                    InitialValue = _ => EnumCode.From(CallDirection.Out),
                },
                new ChoiceFormField("reached", "ticket.call.reached", ChoiceFormField.Texts("ticket.call", "yes", "no"))
                {
                    InitialValue = _ => "yes",
                },
                new ChoiceFormField("kind", "ticket.call.said", ChoiceFormField.Values<AnswerKind>(DisplayNames.For))
                {
                    EmptyKey = "ticket.call.nothing", InitialValue = _ => EnumCode.From(AnswerKind.Answer),
                },
                new TextFormField("text", "ticket.words") { Rows = 3 },
                new TimeFormField("at", "ticket.call.at") { IsRarelyNeeded = true },
                new TimeFormField("promisedAt", "ticket.promisedAt") { IsRarelyNeeded = true },
                new TextFormField("office", "ticket.office") { IsRarelyNeeded = true },
            ],
        });

    public static async Task<TicketActionResult> LogCallAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        CallDraft call, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults => Validate(faults, call, unit.Now)) is { } invalid) return invalid;
        var at = call.At?.TruncateToMilliseconds() ?? unit.Now;
        return await actions.RunAsync(unit, request, TicketAction.Call, (ticket, context) =>
        {
            // People state whole minutes: 10:03 is not before a ticket received at 10:03:40.
            // A call that is logged as of now is none of these, also when the host's clock was set back since the ticket was received.
            if (call.At is not null && at < ticket.ReceivedAt.AddMinutes(-1))
                return new TicketActionResult.ActionInvalid([new("at", "beforeTheTicket")]);
            var stated = at < ticket.ReceivedAt ? ticket.ReceivedAt : at > unit.Now ? unit.Now : at;
            return TicketActionResult.FromRefusal(ticket.LogCall(request.Actor.Author, NewCall(unit, call, stated), context), ticket);
        }, cancellation);
    }

    private static TicketUseCase ReadBody(CallBody body, List<FieldFault> faults)
    {
        TextValidation.CheckRequired(faults, "text", body.Text, TextValidation.MaxTextLength);
        var direction = faults.ReadRequiredEnum("direction", body.Direction);
        if (body.Reached is null) faults.Add(new("reached", "empty"));
        return Log(new(body.Text, direction ?? CallDirection.Out, body.Reached ?? false, faults.ReadEnum("kind", body.Kind),
            faults.ReadTime("at", body.At), faults.ReadTime("promisedAt", body.PromisedAt), body.Office));
    }

    /// <summary>
    /// A button on an answer that waits for a call says all there is to say: it was told, or nobody answered. The note is in the language
    /// of the staff member.
    /// </summary>
    private static TicketUseCase ReadForm(TicketForm form, List<FieldFault> faults) =>
        form[OutcomeField] is Told or NoReply ? LogOutcome(form[OutcomeField] == Told) : ReadCall(form, faults);

    private static TicketUseCase LogOutcome(bool reached) => (actions, unit, request, cancellation) =>
    {
        var note = DeskTexts.Format(request.Actor.Language, reached ? "ticket.call.told.note" : "ticket.call.noReply.note");
        return actions.LogCallAsync(unit, request, new(note, CallDirection.Out, reached), cancellation);
    };

    private static TicketUseCase ReadCall(TicketForm form, List<FieldFault> faults) => Log(new(
        form["text"], form.Choice<CallDirection>("direction") ?? CallDirection.Out, form["reached"] == "yes",
        form.Choice<AnswerKind>("kind"), form.Time(faults, "at"), form.Time(faults, "promisedAt", endOfDay: true), form["office"]));

    private static TicketUseCase Log(CallDraft call) =>
        (actions, unit, request, cancellation) => actions.LogCallAsync(unit, request, call, cancellation);

    private static CallRecord NewCall(WriteUnit unit, CallDraft call, DateTimeOffset stated) =>
        new(call.Direction, call.Reached, call.Kind, TicketActions.NewMessageBody(unit, call.Text!, stated),
            call.PromisedAt?.TruncateToMilliseconds(), call.Office?.Trim());

    private static void Validate(List<FieldFault> faults, CallDraft call, DateTimeOffset now)
    {
        if (call is { Reached: true, Kind: { } kind })
            AnswerValidation.Validate(faults, "", new(call.Text ?? "", kind, call.PromisedAt, call.Office), now);
        else TextValidation.CheckRequired(faults, "text", call.Text, TextValidation.MaxTextLength);
        IntakeValidation.CheckStatedTime(faults, "at", call.At, now);
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CallBody
{
    public SentTime? At { get; init; }

    [Required]
    public ParsedEnum<CallDirection>? Direction { get; init; }

    [Required]
    public bool? Reached { get; init; }

    public ParsedEnum<AnswerKind>? Kind { get; init; }

    [Required]
    public string? Text { get; init; }

    public SentTime? PromisedAt { get; init; }

    public string? Office { get; init; }
}
