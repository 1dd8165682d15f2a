using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Api;

/// <summary>
/// Reads a text that may hold half of a surrogate pair, written as an escape: well-formed JSON, but no text. It stays broken,
/// so that the rules for words name its field.
/// </summary>
internal sealed class SentText : JsonConverter<string>
{
    private const string Broken = "\uD800";

    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Broken;
        }
    }

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? Read(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
