using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Records a resident's message that staff write on their behalf. For a closed ticket it opens a new one linked to it, and the result
/// carries the new one.
/// </summary>
public static class WriteOnBehalf
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Write, WriteMessage.Operation,
        new FormDefinition("write", (form, _) => Write(form["text"]))
        {
            Fields = [new TextFormField("text", "ticket.theirWords") { Rows = 3 }],
        })
    {
        ApiName = EnumVocabulary<WrittenKind>.NameOf(WrittenKind.FromResident),
    };

    internal static TicketUseCase Write(string? text) =>
        (actions, unit, request, cancellation) => actions.WriteOnBehalfAsync(unit, request, text, cancellation);

    public static async Task<TicketActionResult> WriteOnBehalfAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? text, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults =>
            TextValidation.CheckRequired(faults, "text", text, TextValidation.MaxTextLength)) is { } invalid)
            return invalid;
        var written = TicketActions.NewMessageBody(unit, text!);
        return await actions.RunAsync(unit, request, TicketAction.Write, (ticket, context) =>
        {
            var body = written with { IsCourtesy = CourtesyDetector.IsCourtesy(text!, ticket) };
            if (ticket.OpensFollowUp(body))
                return new TicketActionResult.ActionDone(OpenFollowUp(ticket, request.Actor.Author, body, unit, context));
            return TicketActionResult.FromRefusal(ticket.AddResidentMessage(request.Actor.Author, body, context), ticket);
        }, cancellation);
    }

    private static Ticket OpenFollowUp(Ticket closed, Author author, MessageBody message, WriteUnit unit, ChangeContext context)
    {
        var ticket = Ticket.Open(new NewTicket
        {
            Id = unit.NewId(), Number = unit.NewNumber(), Channel = closed.Channel, Kind = closed.Kind, Description = message,
            Language = closed.Language, ReceivedAt = message.At, Reach = closed.Reach, Author = author, Department = closed.Department,
            ServiceItem = closed.ServiceItem,
            Priority = closed.Priority, Anonymity = closed.Anonymity, Person = closed.Person, ChatAddress = closed.ChatAddress,
            LinkedToTicketId = closed.Id,
        }, context);
        unit.Add(ticket);
        return ticket;
    }
}
