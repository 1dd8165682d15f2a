using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Records a resident's message that staff write on their behalf. For a closed ticket it opens a new one linked to it, and the result
/// carries the new one.
/// </summary>
public static class WriteOnBehalf
{
    public static async Task<Outcome> WriteAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        string? text, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => WordRules.Check(faults, "text", text, WordRules.LongestText)) is { } invalid)
            return invalid;
        var body = OnTicket.Said(unit, text!) with { Thanks = Thanks.Is(text!) };
        Ticket? followUp = null;
        var result = await on.RunAsync(unit, request, TicketAction.Write, (ticket, context) =>
        {
            if (body.Thanks || ticket.Status is not TicketStatus.Closed) return ticket.Write(request.Actor.By, body, context);
            followUp = OpenAfter(ticket, request.Actor.By, body, unit, context);
            return null;
        }, cancellation);
        return followUp is null ? result : new Outcome.Done(followUp);
    }

    private static Ticket OpenAfter(Ticket closed, By by, Said said, WriteUnit unit, Moment moment)
    {
        var ticket = Ticket.Open(new OpenTicket
        {
            Id = unit.NewId(), Number = unit.NewNumber(), Channel = closed.Channel, Kind = closed.Kind, Description = said,
            Language = closed.Language, ReceivedAt = said.At, Reach = closed.Reach, By = by, Department = closed.Department,
            ServiceItem = closed.ServiceItem,
            Priority = closed.Priority, Anonymity = closed.Anonymity, Person = closed.Person, ChatAddress = closed.ChatAddress,
            LinkedTo = closed.Id,
        }, moment);
        unit.Add(ticket);
        return ticket;
    }
}
