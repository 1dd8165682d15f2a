using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>A form of the ticket page.</summary>
/// <param name="Name">The last part of its address, and of the text key of its button.</param>
/// <param name="Read">
/// Creates the use case from the submitted form, and adds a fault for each field that can't be read. A form with faults is refused.
/// </param>
public sealed record FormDefinition(string Name, Func<TicketForm, List<FieldFault>, TicketUseCase> Read)
{
    /// <summary>The fields in their order. Empty for a form that is only a button, null for a form with markup of its own.</summary>
    public IReadOnlyList<FormField>? Fields { get; init; } = [];

    /// <summary>The style class of the button.</summary>
    public string ButtonStyle { get; init; } = "main";

    /// <summary>
    /// Returns the text that the form sends to the resident, whose language must be checked. Returns null if it sends none, or lacks a
    /// required field: that fault is reported first.
    /// </summary>
    public Func<TicketForm, string?> TextForResident { get; init; } = _ => null;

    /// <summary>Returns true if there is something to choose from in the form.</summary>
    public Func<FormContext, bool> IsOffered { get; init; } = _ => true;
}

/// <summary>The ticket that a form is shown for, its reader, and the data that the form's options come from.</summary>
public sealed record FormContext(
    Ticket Ticket, Actor Reader, IReadOnlyList<AssignableColleague> Colleagues, CatalogueNames Catalogue)
{
    public string Text(string key) => DeskTexts.Format(Reader.Language, key);
}

/// <summary>A member of staff who may read the ticket and so may be assigned.</summary>
public sealed record AssignableColleague(string User, string Name);
