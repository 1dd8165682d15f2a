using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Demo;

/// <summary>The tickets and answers of the demo, read from <c>matters.json</c>.</summary>
internal sealed record DemoMatters(
    [property: JsonPropertyName("matters")] IReadOnlyList<DemoMatter> Matters,
    [property: JsonPropertyName("words")] IReadOnlyDictionary<string, DemoWords> Words)
{
    public DemoWords WordsIn(Language language) => Words[LanguageTag.Of(language)];

    public static DemoMatters Load()
    {
        using var file = typeof(DemoMatters).Assembly.GetManifestResourceStream("EcomCenter.Desk.Demo.matters.json")
            ?? throw new InvalidOperationException("The resource matters.json is missing.");
        return JsonSerializer.Deserialize(file, DemoJson.Default.DemoContent)
            ?? throw new InvalidOperationException("The resource matters.json is empty.");
    }
}

internal sealed record DemoMatter(
    Language Language, TicketKind Kind, string? ServiceItem, string Text, string? Name, string? Village, string? Township);

internal sealed record DemoWords(
    IReadOnlyList<string> Answers, string Ask, string Note, string More, string Done, string OutOfRemit, string Office);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoMatters), TypeInfoPropertyName = "DemoContent")]
internal sealed partial class DemoJson : JsonSerializerContext;
