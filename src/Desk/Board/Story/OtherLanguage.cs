using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Board.Story;

/// <summary>Somebody may not be able to read what is written to them: who sends it is asked first.</summary>
internal static class OtherLanguage
{
    /// <summary>What the words are written in, where none of it is in the resident's language and they never wrote so themselves; null where all is well.</summary>
    public static Language? Of(string? words, Ticket ticket) =>
        Script.Of(words) is { } written && written != ticket.Language && !Script.Has(words, ticket.Language)
            && !ticket.Messages.Any(m => m is { Kind: MessageKind.FromResident, By.Kind: ByKind.Resident } && Script.Of(m.Text) == written) ? written : null;

    /// <summary>What of a form goes to the resident as it stands. What still lacks something is not sent yet: that is told first.</summary>
    public static string? ToResident(string action, TicketForm form) => action switch
    {
        "say" when form is { Kind: "nextStep", PromisedAt: null or "" } or { Kind: "outOfRemit", Office: null or "", OfficeCode: null or "" } => null,
        "say" when form.Kind is not "note" => form.Text,
        "resolve" => form.Text,
        _ => null,
    };
}
