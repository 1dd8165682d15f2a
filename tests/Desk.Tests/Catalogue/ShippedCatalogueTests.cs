using System.Text.Json;
using EcomCenter.Desk.Catalogue;

namespace EcomCenter.Desk.Tests.Catalogue;

/// <summary>The files of <c>src/Desk/Catalogue/Data/</c>, from which the tables of a new desk are filled.</summary>
public sealed class ShippedCatalogueTests
{
    [Fact]
    public void Departments_have_unique_codes_and_names_in_all_languages() => AssertNames(ShippedCatalogue.ReadDepartments());

    [Fact]
    public void Townships_have_unique_codes_and_names_in_all_languages() => AssertNames(ShippedCatalogue.ReadTownships());

    [Fact]
    public void Offices_have_unique_codes_phones_and_names_in_all_languages()
    {
        var offices = ShippedCatalogue.ReadOffices();
        AssertUnique(offices.Select(office => office.Code));
        Assert.All(offices, office => Assert.NotEmpty(office.Phone));
        Assert.All(offices, office => AssertWritten(office.Name));
    }

    [Fact]
    public void Questions_have_unique_codes_and_keywords_and_are_written_and_answered_in_all_languages()
    {
        var questions = ShippedCatalogue.ReadQuestions();
        AssertUnique(questions.Select(question => question.Code));
        AssertUnique(questions.SelectMany(question => question.Keywords));
        Assert.All(questions, question => Assert.NotEmpty(question.Keywords));
        Assert.All(questions.SelectMany(question => question.Keywords), keyword => Assert.DoesNotContain('\n', keyword));
        Assert.All(questions, question => AssertWritten(question.Question));
        Assert.All(questions, question => AssertWritten(question.Answer));
    }

    [Theory]
    [InlineData("""[{ "code": "nur", "name": { "zh-Hans": "奴尔乡", "en": "Nur" } }]""")]
    [InlineData("""[{ "code": "nur", "name": { "zh-Hans": "奴尔乡", "ug": null, "en": "Nur" } }]""")]
    [InlineData("""[{ "code": "nur", "name": { "zh-Hans": "奴尔乡", "ug": "نۇر يېزىسى", "en": "Nur", "ru": "Нур" } }]""")]
    [InlineData("""[{ "code": "nur", "code": "bostan", "name": { "zh-Hans": "奴尔乡", "ug": "نۇر يېزىسى", "en": "Nur" } }]""")]
    [InlineData("""[{ "name": { "zh-Hans": "奴尔乡", "ug": "نۇر يېزىسى", "en": "Nur" } }]""")]
    public void A_row_that_lacks_something_or_has_something_unknown_is_refused(string file) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(file, ShippedCatalogueJson.Default.ShippedNameArray));

    private static void AssertNames(ShippedName[] rows)
    {
        AssertUnique(rows.Select(row => row.Code));
        Assert.All(rows, row => AssertWritten(row.Name));
    }

    private static void AssertUnique(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        Assert.NotEmpty(all);
        Assert.DoesNotContain(all, string.IsNullOrWhiteSpace);
        Assert.Equal(all.Distinct(StringComparer.Ordinal), all);
    }

    private static void AssertWritten(ShippedText text) =>
        Assert.DoesNotContain([text.ZhHans, text.Ug, text.En], string.IsNullOrWhiteSpace);
}
