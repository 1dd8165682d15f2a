using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>The opening of a ticket with its first message and response cycle.</summary>
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
}
