using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Api;

/// <summary>A time as it was sent: read, or the code of what is wrong with it.</summary>
[JsonConverter(typeof(SentTimeConverter))]
internal readonly partial record struct SentTime(DateTimeOffset? At, string? Fault)
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz"];

    public static SentTime Read(string text)
    {
        var form = IsoForm().Match(text);
        if (!form.Success) return new(null, "timeMalformed");
        if (!form.Groups["offset"].Success) return new(null, "timeWithoutOffset");
        // Some languages write nanoseconds: what is finer than our ticks is cut off.
        var offset = form.Groups["offset"].Value;
        var plain = form.Groups["time"].Value + Cut(form.Groups["fraction"].Value) + (offset == "Z" ? "+00:00" : offset);
        return DateTimeOffset.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(at.ToUniversalTime(), null)
            : new(null, "timeMalformed");
    }

    private static string Cut(string fraction) => fraction.Length > 8 ? fraction[..8] : fraction;

    [GeneratedRegex(@"^(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?<seconds>:[0-9]{2})?)(?<fraction>(?<=:[0-9]{2}:[0-9]{2})\.[0-9]{1,32})?(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsoForm();
}

internal sealed class SentTimeConverter : JsonConverter<SentTime>
{
    public override SentTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? SentTime.Read(SentText.Read(ref reader)) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SentTime value, JsonSerializerOptions options) => throw new NotSupportedException();
}
