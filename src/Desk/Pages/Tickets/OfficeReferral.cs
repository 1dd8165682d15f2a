using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>
/// Adds a catalogue office to an out-of-remit answer, in the resident's language: its name, and below the text its phone and address.
/// </summary>
internal static class OfficeReferral
{
    public static TicketForm WithOffice(this TicketForm form, Office? office, Language language)
    {
        if (office is null || form.Kind is not "outOfRemit") return form;
        var address = office.Address(language);
        string?[] contactLines =
        [
            office.Phone.Length == 0 ? null : DeskTexts.Format(language, "say.officePhone", ("phone", office.Phone)),
            address.Length == 0 ? null : DeskTexts.Format(language, "say.officeAddress", ("address", address)),
        ];
        var text = string.IsNullOrWhiteSpace(form.Text) ? form.Text
            : string.Join('\n', [form.Text.Trim(), .. contactLines.OfType<string>()]);
        return form with { Office = office.Name(language), Text = text };
    }
}
