using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>
/// An enum value in a request body. An unknown code is read as null instead of throwing, so that all faults of a body can be reported at
/// once.
/// </summary>
[JsonConverter(typeof(EnumWordConverterFactory))]
internal readonly record struct ParsedEnum<T>(T? Value)
    where T : struct, Enum;

/// <summary>The codes of an enum in JSON.</summary>
internal static class EnumVocabulary<T>
    where T : struct, Enum
{
    public static FrozenDictionary<string, T> ByName { get; } = Enum.GetValues<T>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The codes in the order of the enum.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<T>().Select(NameOf)];

    public static string NameList { get; } = string.Join(", ", Names);

    public static T? ParseOrNull(string? word) => word is not null && ByName.TryGetValue(word, out var known) ? known : null;

    public static string NameOf(T value) =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? EnumCode.From(value);

    public static FieldFault UnknownFault(string field) => new(field, "unknownCode", ("known", NameList));
}

internal sealed class EnumWordConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ParsedEnum<>);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)Activator.CreateInstance(typeof(EnumWordConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()));
}

internal sealed class EnumWordConverter<T> : JsonConverter<ParsedEnum<T>>
    where T : struct, Enum
{
    public override ParsedEnum<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? new(EnumVocabulary<T>.ParseOrNull(LenientStringConverter.Read(ref reader)))
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ParsedEnum<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
