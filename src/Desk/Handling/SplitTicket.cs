using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Splits messages about something else into a new ticket, linked to the first. The result carries the new ticket.</summary>
public static class SplitTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Split,
        new JsonOperation<SplitBody>("split", "splitTicket",
            "Moves some of the resident's messages, with their response cycle, into a new ticket. The two tickets are linked.",
            (body, _) => Split(body.Messages))
        {
            MayOpenTicket = true,
        },
        new FormDefinition("split", (form, _) => Split(form.Ids("messages")))
        {
            Fields = [new MessagesFormField("messages", "ticket.split.which", context => context.Ticket.GetSplittableMessages())],
            IsOffered = context => context.Ticket.GetSplittableMessages().Count > 0,
        });

    /// <summary>Splits messages for staff and tells the resident the new number.</summary>
    public static async Task<TicketActionResult> SplitAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        IReadOnlyList<long>? messages, CancellationToken cancellation)
    {
        if (messages is not { Count: > 0 }) return new TicketActionResult.ActionInvalid([new("messages", "empty")]);
        var result = await actions.SplitAsync(unit, request, TicketAction.Split, messages, kind: null, cancellation);
        if (result is TicketActionResult.ActionDone { Ticket: var newTicket })
            await actions.SplitReceipt.EnqueueAsync(unit, newTicket, cancellation);
        return result;
    }

    /// <param name="kind">The kind of the new ticket; null means the kind of the first.</param>
    public static Task<TicketActionResult> SplitAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        TicketAction action, IReadOnlyList<long> messages, TicketKind? kind, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, action, async (ticket, context) =>
        {
            var fromResident = ticket.Messages.Where(m => m is { Kind: MessageKind.FromResident, MovedToTicketId: null }).Select(m => m.Id);
            if (messages.Except(fromResident).Any())
                return new TicketActionResult.ActionInvalid([new("messages", "notTheirMessage")]);
            var target = new SplitTarget(unit.NewId(), unit.NewNumber(), kind ?? ticket.Kind);
            var move = ticket.SplitMessages(request.Actor.Author, action, messages, target, context);
            if (move is MessageMove.MessagesMoved moved) unit.Add(moved.To);
            return await MoveMessage.CompleteAsync(unit, move, cancellation);
        }, cancellation);

    private static TicketUseCase Split(IReadOnlyList<long>? messages) =>
        (actions, unit, request, cancellation) => actions.SplitAsync(unit, request, messages, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SplitBody
{
    /// <summary>Ids of the resident's messages that move.</summary>
    [Required]
    public IReadOnlyList<long>? Messages { get; init; }
}
