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
}
