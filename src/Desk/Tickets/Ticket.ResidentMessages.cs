using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>Opening, and what the resident writes afterwards.</summary>
public sealed partial class Ticket
{
    public static Ticket Open(NewTicket data, ChangeContext context)
    {
        var ticket = new Ticket
        {
            Id = data.Id, Number = data.Number, Channel = data.Channel,
            Kind = data.Kind, Status = New, Language = data.Language,
            Subject = data.Subject ?? SubjectFrom(data.Description.Text),
            Priority = data.Priority, Anonymity = data.Anonymity, Department = data.Department, ServiceItem = data.ServiceItem,
            PersonId = data.Person?.Id, Person = data.Person,
            ChatAddressId = data.ChatAddress?.Id, ChatAddress = data.ChatAddress,
            Reach = data.Reach, ReceivedAt = data.ReceivedAt, EnteredAt = context.Now,
        };
        var message = ticket.AddMessage(MessageKind.FromResident, data.Author, data.Description, context);
        var cycle = ticket.StartCycle(message, data.ReceivedAt, context);
        if (data.LinkedToTicketId is { } old) ticket._links.Add(new() { TicketId = ticket.Id, ToTicketId = old, At = context.Now });
        ticket.Record(new TicketOpened(context.Now, data.Author, data.Kind, data.Channel, message.Id, message.ComputeHash(),
            CycleSnapshot.From(cycle)!, context.Now, data.LinkedToTicketId));
        return ticket;
    }

    /// <summary>Adds a further message of the resident, or one that staff enter on the resident's behalf.</summary>
    public Refusal? AddResidentMessage(Author author, MessageBody body, ChangeContext context)
    {
        // A courtesy needs no answer, so it is kept in every status.
        if ((!body.IsCourtesy || ErasedAt is not null) && RefusalFor(TicketAction.Write, context) is { } no) return no;
        var message = AddMessage(MessageKind.FromResident, author, body, context);
        if (body.IsCourtesy)
        {
            Record(new ResidentWrote(
                context.Now, author, message.Id, message.ComputeHash(), Thanks: true, Reopened: false, NewCycle: null,
                Edits: body.EditsMessageId));
            return null;
        }

        var reopened = ReopenForResident();
        var started = UnansweredCycle is null ? StartCycle(message, body.At, context) : null;
        Record(new ResidentWrote(
            context.Now, author, message.Id, message.ComputeHash(), Thanks: false, reopened, CycleSnapshot.From(started),
            body.IsUncertain, body.EditsMessageId));
        return null;
    }

    /// <summary>Puts the ticket back in progress, because the resident wrote. Returns true if it had been resolved.</summary>
    private bool ReopenForResident()
    {
        var reopened = Status is Resolved;
        if (Status is WaitingForResident or Resolved) Status = InProgress;
        if (reopened) ResolvedAt = null;
        return reopened;
    }
}
