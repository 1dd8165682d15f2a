using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class TextCatalogTests
{
    [Fact]
    public void Every_display_name_exists_in_every_language()
    {
        foreach (var language in LanguageTag.All)
        {
            foreach (var kind in Enum.GetValues<TicketKind>()) Assert.NotEmpty(DisplayNames.For(language, kind));
            foreach (var status in Enum.GetValues<TicketStatus>()) Assert.NotEmpty(DisplayNames.For(language, status));
            foreach (var channel in Enum.GetValues<ContactChannel>()) Assert.NotEmpty(DisplayNames.For(language, channel));
            foreach (var cycle in Enum.GetValues<CycleState>()) Assert.NotEmpty(DisplayNames.For(language, cycle));
            foreach (var answer in Enum.GetValues<AnswerKind>()) Assert.NotEmpty(DisplayNames.For(language, answer));
            foreach (var priority in Enum.GetValues<Priority>()) Assert.NotEmpty(DisplayNames.For(language, priority));
            foreach (var anonymity in Enum.GetValues<Anonymity>()) Assert.NotEmpty(DisplayNames.For(language, anonymity));
            foreach (var type in Enum.GetValues<RequesterType>()) Assert.NotEmpty(DisplayNames.For(language, type));
            foreach (var delivery in Enum.GetValues<DeliveryState>()) Assert.NotEmpty(DisplayNames.For(language, delivery));
            foreach (var reach in Enum.GetValues<Reach>()) Assert.NotEmpty(DisplayNames.For(language, reach));
            foreach (var code in DisplayNames.ServiceCodes) Assert.NotEmpty(DisplayNames.Service(language, code));
        }
    }

    [Fact]
    public void A_text_missing_in_one_language_stops_the_program_at_start() =>
        AssertNames("bye", Assert.Throws<InvalidOperationException>(() => Catalog(ug: new() { ["hello"] = "{name}" })));

    [Fact]
    public void A_placeholder_missing_in_one_language_stops_the_program_at_start() =>
        AssertNames("hello", Assert.Throws<InvalidOperationException>(() => Catalog(ug: new() { ["hello"] = "{nmae}", ["bye"] = "" })));

    [Fact]
    public void A_missing_file_stops_the_program_at_start() =>
        Assert.Throws<InvalidOperationException>(() => TextCatalog.Load(typeof(TextCatalogTests).Assembly, "Nowhere"));

    [Fact]
    public void Placeholders_are_filled_and_a_missing_value_throws()
    {
        var catalog = Catalog();
        Assert.Equal("Salam, {bye}!", catalog.Format(Language.Ug, "hello", ("name", "{bye}")));
        Assert.Throws<InvalidOperationException>(() => catalog.Format(Language.Ug, "hello"));
        Assert.Throws<KeyNotFoundException>(() => catalog.Format(Language.Ug, "nothing"));
    }

    private static void AssertNames(string key, Exception exception) => Assert.Contains(key, exception.Message, StringComparison.Ordinal);

    private static TextCatalog Catalog(Dictionary<string, string>? ug = null) =>
        TextCatalog.From(new Dictionary<Language, Dictionary<string, string>>
        {
            [Language.ZhHans] = new() { ["hello"] = "您好，{name}", ["bye"] = "再见" },
            [Language.Ug] = ug ?? new() { ["hello"] = "Salam, {name}!", ["bye"] = "Xosh" },
            [Language.En] = new() { ["hello"] = "Hello {name}", ["bye"] = "Bye" },
        });
}
