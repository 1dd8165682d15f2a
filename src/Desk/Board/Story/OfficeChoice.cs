using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Board.Story;

/// <summary>An office of the catalogue, put in for the resident in their language: who to turn to, and below the words how to reach it.</summary>
internal static class OfficeChoice
{
    public static TicketForm Filled(this TicketForm form, Office? office, Language language)
    {
        if (office is null || form.Kind is not "outOfRemit") return form;
        string?[] ways =
        [
            office.Phone.Length == 0 ? null : DeskTexts.Say(language, "say.officePhone", ("phone", office.Phone)),
            office.Address(language).Length == 0 ? null : DeskTexts.Say(language, "say.officeAddress", ("address", office.Address(language))),
        ];
        return form with { Office = office.Name(language), Text = string.IsNullOrWhiteSpace(form.Text) ? form.Text : string.Join('\n', [form.Text.Trim(), .. ways.OfType<string>()]) };
    }
}
