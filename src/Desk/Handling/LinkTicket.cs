using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Links two tickets. Neither changes the other's response cycle.</summary>
public static class LinkTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Link,
        new JsonOperation<LinkBody>("link", "linkTicket", "Links the ticket to another one.", (body, _) => LinkTo(body.To)),
        new FormDefinition("link", (form, _) => LinkTo(form["to"]))
        {
            Fields = [new TextFormField("to", "ticket.otherNumber") { IsLeftToRight = true }],
        });

    public static async Task<TicketActionResult> LinkAsync(this TicketActions actions, WriteUnit unit, TicketRequest request, string? to,
        CancellationToken cancellation)
    {
        var reading = TicketNumber.Read(to);
        if (reading.Number is not { } number) return new TicketActionResult.ActionInvalid([new("to", reading.Fault.ToFieldFaultCode())]);
        return await actions.RunAsync(unit, request, TicketAction.Link, async (ticket, context) =>
        {
            var other = await unit.Db.Tickets.FirstOrDefaultAsync(t => t.Number == number, cancellation);
            return other is null || !Authority.MayRead(request.Actor, other.ReadingDepartments)
                ? new TicketActionResult.ActionInvalid([new("to", TicketNumberFault.None.ToFieldFaultCode())])
                : TicketActionResult.FromRefusal(ticket.LinkTo(request.Actor.Author, other, context), ticket);
        }, cancellation);
    }

    private static TicketUseCase LinkTo(string? number) =>
        (actions, unit, request, cancellation) => actions.LinkAsync(unit, request, number, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LinkBody
{
    [Required]
    public string? To { get; init; }
}
