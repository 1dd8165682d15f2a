using Microsoft.EntityFrameworkCore.Migrations;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The Uyghur names of services that were shipped first, and the plainer ones. A migration changes only names that are still as shipped: a
/// centre may have written better ones.
/// </summary>
internal static class RenamedServices
{
    private static readonly (string Code, string First, string Plain)[] Names =
    [
        ("startUp", "ئىگىلىك تىكلەش يېتەكچىلىكى", "تور دۇكان ئېچىش"),
        ("training", "يېتىشتۈرۈش ۋە تەربىيەلەش", "كۇرس ۋە ئىشخانا ئورنى"),
        ("techHelp", "تېخنىكا جەھەتتىن قوللاش", "تېخنىكا ياردىمى"),
        ("information", "ئۇچۇر مەسلىھىتى", "سىياسەت ۋە باھا سوراش"),
        ("market", "بازار ئېچىش", "سېتىش يولى"),
        ("management", "باشقۇرۇش مەسلىھىتى", "دۇكان باشقۇرۇش"),
        ("rights", "قانۇنلۇق ھوقۇقنى قوغداش", "مال پۇلىڭىز كېچىكتۈرۈلسە"),
    ];

    public static void MakePlain(MigrationBuilder migration)
    {
        foreach (var (code, first, plain) in Names) Rename(migration, code, first, plain);
    }

    public static void MakeFirst(MigrationBuilder migration)
    {
        foreach (var (code, first, plain) in Names) Rename(migration, code, plain, first);
    }

    private static void Rename(MigrationBuilder migration, string code, string from, string to) => migration.Sql(
        $"""UPDATE service_items SET "NameUg" = '{to}' WHERE "Code" = '{code}' AND "NameUg" = '{from}'""");
}
