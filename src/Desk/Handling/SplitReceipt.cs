using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>Tells the resident the number, tracking code and due time of a ticket that staff split off their messages.</summary>
public sealed class SplitReceipt(Secrets secrets, SpareSends spare, ShownTime shown)
{
    public async Task TellAsync(WriteUnit unit, Ticket own, CancellationToken cancellation)
    {
        if (own.Reach is not Reach.Chat || own.ChatAddress?.Chat is not { } chat) return;
        var receipt = new OutgoingMessage { To = chat, Language = own.Language, Text = TextOf(own), Owed = true };
        foreach (var message in await spare.OfAsync(unit, chat, [receipt], cancellation)) unit.Enqueue(message, own.Id);
    }

    private string TextOf(Ticket own)
    {
        var (number, subject) = (("number", (object)own.Number), ("subject", (object)own.Subject));
        var code = ("code", (object)secrets.TrackingCodeOf(own.Number));
        // A missed cycle has no due time left to promise.
        return own.UnansweredCycle is { State: CycleState.Open } running
            ? DeskTexts.Say(own.Language, "say.split", number, subject, code, ("due", shown.Labelled(own.Language, running.DueAt)))
            : DeskTexts.Say(own.Language, "say.splitLate", number, subject, code);
    }
}
