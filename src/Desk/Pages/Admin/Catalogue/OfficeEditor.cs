using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin.Catalogue;

/// <summary>The offices that residents are sent to when a ticket is out of our remit.</summary>
internal sealed class OfficeEditor(DeskWriter writer, IDbContextFactory<DeskDb> contexts)
    : CatalogueEditor<Office>(writer, contexts)
{
    public override string Name => "offices";

    protected override IReadOnlyList<CatalogueField<Office>> Fields { get; } =
    [
        new("name", 100, IsRequired: true, 0, PerLanguage("name",
            (o => o.NameZh, (o, text) => o.NameZh = text),
            (o => o.NameUg, (o, text) => o.NameUg = text),
            (o => o.NameEn, (o, text) => o.NameEn = text))),
        new("phone", 100, IsRequired: false, 0, [new("phone", null, o => o.Phone, (o, text) => o.Phone = text)]),
        new("address", 200, IsRequired: false, 0, PerLanguage("address",
            (o => o.AddressZh, (o, text) => o.AddressZh = text),
            (o => o.AddressUg, (o, text) => o.AddressUg = text),
            (o => o.AddressEn, (o, text) => o.AddressEn = text))),
    ];

    protected override Office CreateRow(string code, int sort) => new() { Code = code, Sort = sort, NameZh = "", NameUg = "", NameEn = "" };

    protected override string TitleOf(Office row, Language language) => row.Name(language);

    protected override string? DetailOf(Office row) => row.Phone;
}
