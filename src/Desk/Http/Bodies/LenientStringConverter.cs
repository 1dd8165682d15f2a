using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>
/// Reads JSON strings without throwing on an escaped lone surrogate, which is well-formed JSON but not valid text. Such a string is read as
/// a lone surrogate, so that text validation reports its field.
/// </summary>
internal sealed class LenientStringConverter : JsonConverter<string>
{
    private const string LoneSurrogate = "\uD800";

    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogate;
        }
    }

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? Read(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
