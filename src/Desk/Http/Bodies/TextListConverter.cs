using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>
/// Reads lists of texts. A null in a list is refused: the serializer would hand it over, although the type of the list has none.
/// </summary>
internal sealed class TextListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException();
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            texts.Add(reader.TokenType is JsonTokenType.String ? LenientStringConverter.Read(ref reader) : throw new JsonException());
        return texts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
