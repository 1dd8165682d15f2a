using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Staff write down what the resident said. About a closed matter it opens a new one that is linked to it: the outcome is that one.</summary>
public static class WriteOnBehalf
{
    public static async Task<Outcome> WriteAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? text, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => WordRules.Check(faults, "text", text, WordRules.LongestText)) is { } invalid) return invalid;
        var said = OnTicket.Said(unit, text!) with { Thanks = Thanks.Is(text!) };
        Ticket? next = null;
        var outcome = await on.RunAsync(unit, request, TicketAction.Write, (ticket, moment) =>
        {
            if (said.Thanks || ticket.Status is not TicketStatus.Closed) return ticket.Write(request.Actor.By, said, moment);
            next = OpenAfter(ticket, request.Actor.By, said, unit, moment);
            return null;
        }, cancellation);
        return next is null ? outcome : new Outcome.Done(next);
    }

    private static Ticket OpenAfter(Ticket closed, By by, Said said, WriteUnit unit, Moment moment)
    {
        var ticket = Ticket.Open(new OpenTicket
        {
            Id = unit.NewId(), Number = unit.NewNumber(), Channel = closed.Channel, Kind = closed.Kind, Description = said, Language = closed.Language,
            ReceivedAt = said.At, Reach = closed.Reach, By = by, Department = closed.Department, ServiceItem = closed.ServiceItem,
            Priority = closed.Priority, Anonymity = closed.Anonymity, Person = closed.Person, ChatAddress = closed.ChatAddress, LinkedTo = closed.Id,
        }, moment);
        unit.Add(ticket);
        return ticket;
    }
}
