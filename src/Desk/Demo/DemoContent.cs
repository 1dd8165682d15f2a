using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Demo;

/// <summary>The tickets and answers of the demo, read from <c>tickets.json</c>.</summary>
internal sealed record DemoContent(IReadOnlyList<DemoTicket> Tickets, IReadOnlyDictionary<string, DemoTexts> Texts)
{
    public DemoTexts TextsIn(Language language) => Texts[LanguageTag.From(language)];

    public static DemoContent Load()
    {
        using var file = typeof(DemoContent).Assembly.GetManifestResourceStream("EcomCenter.Desk.Demo.tickets.json")
            ?? throw new InvalidOperationException("The resource tickets.json is missing.");
        return JsonSerializer.Deserialize(file, DemoJson.Default.DemoContent)
            ?? throw new InvalidOperationException("The resource tickets.json is empty.");
    }
}

internal sealed record DemoTicket(
    Language Language, TicketKind Kind, string? ServiceItem, string Text, string? Name, string? Village, string? Township);

internal sealed record DemoTexts(
    IReadOnlyList<string> Answers, string Question, string Note, string FollowUp, string Resolution, string OutOfRemit, string Office);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoContent))]
internal sealed partial class DemoJson : JsonSerializerContext;
