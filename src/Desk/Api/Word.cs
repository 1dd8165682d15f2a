using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>
/// An enum value in a request body. An unknown code is read as null instead of throwing, so that all faults of a body can be reported at
/// once.
/// </summary>
[JsonConverter(typeof(WordConverters))]
internal readonly record struct Word<T>(T? Known)
    where T : struct, Enum;

/// <summary>The codes of an enum in JSON.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    public static FrozenDictionary<string, T> All { get; } = Enum.GetValues<T>().ToFrozenDictionary(WordOf, StringComparer.Ordinal);

    /// <summary>The codes in the order of the enum.</summary>
    public static IReadOnlyList<string> Sent { get; } = [.. Enum.GetValues<T>().Select(WordOf)];

    public static string Listed { get; } = string.Join(", ", Sent);

    public static T? Read(string? word) => word is not null && All.TryGetValue(word, out var known) ? known : null;

    public static string WordOf(T value) =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static FieldFault Unknown(string field) => new(field, "unknownCode", ("known", Listed));
}

internal sealed class WordConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Word<>);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()));
}

internal sealed class WordConverter<T> : JsonConverter<Word<T>>
    where T : struct, Enum
{
    public override Word<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? new(Words<T>.Read(SentText.Read(ref reader))) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Word<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
}
