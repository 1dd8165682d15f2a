using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Demo;

/// <summary>What the residents of the demo say, and what they are answered (<c>matters.json</c>).</summary>
internal sealed record DemoMatters(IReadOnlyList<DemoMatter> Matters, IReadOnlyDictionary<string, DemoWords> Words)
{
    public DemoWords WordsIn(Language language) => Words[LanguageTag.Of(language)];

    public static DemoMatters Load()
    {
        using var file = typeof(DemoMatters).Assembly.GetManifestResourceStream("EcomCenter.Desk.Demo.matters.json")
            ?? throw new InvalidOperationException("The demo's matters are missing.");
        return JsonSerializer.Deserialize(file, DemoJson.Default.DemoMatters) ?? throw new InvalidOperationException("The demo's matters are empty.");
    }
}

internal sealed record DemoMatter(Language Language, TicketKind Kind, string? ServiceItem, string Text, string? Name, string? Village, string? Township);

internal sealed record DemoWords(IReadOnlyList<string> Answers, string Ask, string Note, string More, string Done, string OutOfRemit, string Office);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoMatters))]
internal sealed partial class DemoJson : JsonSerializerContext;
