using EcomCenter.Contracts;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>
/// A submitted action form. When the action is refused, the page shows the form again with everything typed and the reason.
/// </summary>
/// <param name="Result">The result of the action; null if it was not run.</param>
public sealed record ActionAttempt(FormDefinition Form, TicketForm Sent, TicketActionResult? Result = null)
{
    /// <summary>Language of the text when the resident may not read it; the sender must confirm. Null otherwise.</summary>
    public Language? LanguageToConfirm { get; init; }

    /// <summary>Stored files of the form, offered again on the next attempt.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>
    /// True when the antiforgery token was invalid, for example after signing in again: the sender submits the form once more.
    /// </summary>
    public bool IsStale => Result is null && LanguageToConfirm is null;

    public bool HasFault(string field, params ReadOnlySpan<string> codes)
    {
        foreach (var fault in (Result as TicketActionResult.ActionInvalid)?.Faults ?? [])
            if (fault.Field == field && codes.Contains(fault.Code)) return true;
        return false;
    }

    public string? ErrorFor(string field, Language language) =>
        Result is TicketActionResult.ActionInvalid invalid ? invalid.Faults.FirstOrDefault(f => f.Field == field)?.Describe(language)
            : null;
}
