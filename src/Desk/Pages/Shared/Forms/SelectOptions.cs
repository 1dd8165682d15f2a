using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>The options of select fields, in the reader's language.</summary>
public static class SelectOptions
{
    public static IEnumerable<(string Value, string Text)> Kinds(Language language) =>
        Enum.GetValues<TicketKind>().Select(kind => (EnumCode.From(kind), DisplayNames.For(language, kind)));

    public static IEnumerable<(string Value, string Text)> Anonymities(Language language) =>
        Enum.GetValues<Anonymity>().Select(value => (EnumCode.From(value), DeskTexts.Format(language, "form.who." + EnumCode.From(value))));

    public static IEnumerable<(string Value, string Text)> ToOptions(this IEnumerable<CatalogueRow> rows, Language language) =>
        rows.Select(row => (row.Code, row.Name(language)));
}
