using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Intake;

/// <summary>Recognises a message without substance: it is shown, but starts no response cycle and changes no state.</summary>
public static class CourtesyDetector
{
    /// <param name="ticket">The ticket that the message joins; null if there is none.</param>
    public static bool IsCourtesy(string text, Ticket? ticket) =>
        // To a question of staff, whatever the resident writes is the answer.
        ticket?.Status is not TicketStatus.WaitingForResident
        && (MediaPlaceholder.FindIn(text) is { IsPoliteSticker: true, IsWholeText: true }
            || Politeness.Judge(WithoutQuote(text)) is not null);

    // The words that are replied to are not the resident's own.
    private static string WithoutQuote(string text)
    {
        if (!text.StartsWith("> ", StringComparison.Ordinal)) return text;
        return string.Join('\n', text.Split('\n').SkipWhile(line => line.StartsWith("> ", StringComparison.Ordinal)));
    }
}
