using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// The tables of departments, service items and townships, and the rows that all catalogue tables start with. Names are stored because a
/// deployment edits them.
/// </summary>
internal static class CatalogueTables
{
    public static void Configure(ModelBuilder model)
    {
        ConfigureTable<Department>(model, "departments").HasData(ShippedCatalogue.ReadDepartments().Select(CreateDepartment));
        ConfigureTable<ServiceItem>(model, "service_items").HasData(DisplayNames.ServiceCodes.Select(CreateServiceItem));
        ConfigureTable<Township>(model, "townships").HasData(ShippedCatalogue.ReadTownships().Select(CreateTownship));
        model.Entity<FrequentQuestion>().HasData(ShippedCatalogue.ReadQuestions().Select(CreateQuestion));
        model.Entity<Office>().HasData(ShippedCatalogue.ReadOffices().Select(CreateOffice));
    }

    private static EntityTypeBuilder<T> ConfigureTable<T>(ModelBuilder model, string name) where T : CatalogueRow
    {
        var table = model.Entity<T>();
        table.ToTable(name);
        table.HasKey(row => row.Code);
        return table;
    }

    private static Department CreateDepartment(ShippedName shipped, int index) => new()
    {
        Code = shipped.Code,
        Sort = index + 1,
        NameZh = shipped.Name.ZhHans,
        NameUg = shipped.Name.Ug,
        NameEn = shipped.Name.En,
    };

    /// <summary>Bots offer the service items by the same names, so these are among the texts that both programs share.</summary>
    private static ServiceItem CreateServiceItem(string code, int index) => new()
    {
        Code = code,
        Sort = index + 1,
        NameZh = DisplayNames.Service(Language.ZhHans, code),
        NameUg = DisplayNames.Service(Language.Ug, code),
        NameEn = DisplayNames.Service(Language.En, code),
    };

    private static Township CreateTownship(ShippedName shipped, int index) => new()
    {
        Code = shipped.Code,
        Sort = index + 1,
        NameZh = shipped.Name.ZhHans,
        NameUg = shipped.Name.Ug,
        NameEn = shipped.Name.En,
    };

    private static FrequentQuestion CreateQuestion(ShippedQuestion shipped, int index) => new()
    {
        Code = shipped.Code,
        Sort = index + 1,
        QuestionZh = shipped.Question.ZhHans,
        QuestionUg = shipped.Question.Ug,
        QuestionEn = shipped.Question.En,
        AnswerZh = shipped.Answer.ZhHans,
        AnswerUg = shipped.Answer.Ug,
        AnswerEn = shipped.Answer.En,
        Keywords = string.Join('\n', shipped.Keywords),
    };

    private static Office CreateOffice(ShippedOffice shipped, int index) => new()
    {
        Code = shipped.Code,
        Sort = index + 1,
        Phone = shipped.Phone,
        NameZh = shipped.Name.ZhHans,
        NameUg = shipped.Name.Ug,
        NameEn = shipped.Name.En,
    };
}
