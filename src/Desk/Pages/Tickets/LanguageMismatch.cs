using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Detects answers in a language that the resident may not read. The sender must then confirm.</summary>
internal static class LanguageMismatch
{
    /// <summary>
    /// Returns the language of the text when no part of it is in the resident's language and the resident never wrote in it. Null
    /// otherwise.
    /// </summary>
    public static Language? Detect(string? text, Ticket ticket)
    {
        if (ScriptDetector.Detect(text) is not { } written || written == ticket.Language || ScriptDetector.Contains(text, ticket.Language))
            return null;
        var residentWroteIt = ticket.Messages.Any(m =>
            m is { Kind: MessageKind.FromResident, Author.Kind: AuthorKind.Resident } && ScriptDetector.Detect(m.Text) == written);
        return residentWroteIt ? null : written;
    }

    /// <summary>
    /// Returns the text that the form sends to the resident. Null when it sends none, or lacks a required field: that fault is reported
    /// first.
    /// </summary>
    public static string? TextForResident(string action, TicketForm form) => action switch
    {
        "say" when form is { Kind: "nextStep", PromisedAt: null or "" }
            or { Kind: "outOfRemit", Office: null or "", OfficeCode: null or "" } => null,
        "say" when form.Kind is not "note" => form.Text,
        "resolve" => form.Text,
        _ => null,
    };
}
