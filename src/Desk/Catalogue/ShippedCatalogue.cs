using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// The rows that are shipped, in the order of the files in <c>Data/</c>. A centre edits them on its pages, so the texts fit any county.
/// </summary>
internal static class ShippedCatalogue
{
    private const string Prefix = "EcomCenter.Desk.Catalogue.";

    public static ShippedName[] ReadDepartments() => Read("departments", ShippedCatalogueJson.Default.ShippedNameArray);

    public static ShippedName[] ReadTownships() => Read("townships", ShippedCatalogueJson.Default.ShippedNameArray);

    public static ShippedOffice[] ReadOffices() => Read("offices", ShippedCatalogueJson.Default.ShippedOfficeArray);

    public static ShippedQuestion[] ReadQuestions() => Read("frequent-questions", ShippedCatalogueJson.Default.ShippedQuestionArray);

    private static T[] Read<T>(string name, JsonTypeInfo<T[]> type)
    {
        using var file = typeof(ShippedCatalogue).Assembly.GetManifestResourceStream($"{Prefix}{name}.json")
            ?? throw new InvalidOperationException($"The embedded file {name}.json is missing.");
        return JsonSerializer.Deserialize(file, type) ?? throw new InvalidOperationException($"The embedded file {name}.json is empty.");
    }
}

/// <summary>A department or township.</summary>
internal sealed record ShippedName(string Code, ShippedText Name);

internal sealed record ShippedOffice(string Code, string Phone, ShippedText Name);

internal sealed record ShippedQuestion(string Code, ShippedText Question, ShippedText Answer, string[] Keywords);

/// <summary>A text in every language.</summary>
internal sealed record ShippedText([property: JsonPropertyName("zh-Hans")] string ZhHans, string Ug, string En);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShippedName[]))]
[JsonSerializable(typeof(ShippedOffice[]))]
[JsonSerializable(typeof(ShippedQuestion[]))]
internal sealed partial class ShippedCatalogueJson : JsonSerializerContext;
