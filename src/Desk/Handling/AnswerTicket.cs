using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Answers a resident. An answer into a chat leaves through the outbox, and only its delivery meets the response cycle. For a resident with
/// only a phone it creates a call-back.
/// </summary>
public static class AnswerTicket
{
    public static async Task<Outcome> AnswerAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        OnTheSpot answer, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => AnswerRules.Check(faults, "", answer, unit.Now)) is { } invalid) return invalid;
        var given = new AnswerGiven(answer.Kind, OnTicket.Said(unit, answer.Text), answer.PromisedAt?.InMilliseconds(),
            answer.Office?.Trim());
        return await on.RunAsync(unit, request, TicketAction.Answer, (ticket, context) =>
        {
            if (ticket.Answer(request.Actor.By, given, context) is { } refusal) return refusal;
            ToResident.Send(unit, ticket, ticket.Messages[^1], on.Shown, context);
            return null;
        }, cancellation);
    }
}
