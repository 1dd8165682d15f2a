using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>Tells the resident the number, tracking code and due time of a ticket that staff split off their messages.</summary>
public sealed class SplitReceipt(TrackingCodes trackingCodes, ReplyBudget replyBudget, TimeFormatter timeFormatter)
{
    public async Task EnqueueAsync(WriteUnit unit, Ticket newTicket, CancellationToken cancellation)
    {
        if (newTicket.Reach is not Reach.Chat || newTicket.ChatAddress?.Chat is not { } chat) return;
        var receipt = new OutgoingMessage { To = chat, Language = newTicket.Language, Text = ComposeText(newTicket), IsEssential = true };
        foreach (var message in await replyBudget.LimitAsync(unit, chat, [receipt], cancellation)) unit.Enqueue(message, newTicket.Id);
    }

    private string ComposeText(Ticket newTicket)
    {
        var (number, subject) = (("number", (object)newTicket.Number), ("subject", (object)newTicket.Subject));
        var code = ("code", (object)trackingCodes.GetCode(newTicket.Number));
        // A missed cycle has no due time left to promise.
        return newTicket.UnansweredCycle is { State: CycleState.Open } running
            ? DeskTexts.Format(newTicket.Language, "say.split", number, subject, code,
                ("due", timeFormatter.DateAndTimeWithZone(newTicket.Language, running.DueAt)))
            : DeskTexts.Format(newTicket.Language, "say.splitLate", number, subject, code);
    }
}
