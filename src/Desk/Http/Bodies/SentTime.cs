using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>A time in a request: the time itself, or the code of its fault.</summary>
[JsonConverter(typeof(SentTimeConverter))]
internal readonly partial record struct SentTime(DateTimeOffset? At, string? Fault)
{
    private const int MaxLength = 64;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz"];

    public static SentTime Parse(string text)
    {
        if (text.Length > MaxLength) return new(null, "timeMalformed");
        var match = IsoPattern().Match(text);
        if (!match.Success) return new(null, "timeMalformed");
        if (!match.Groups["offset"].Success) return new(null, "timeWithoutOffset");
        // Some languages write nanoseconds. Digits finer than a tick (100 ns) are cut off.
        var offset = match.Groups["offset"].Value;
        var plain = match.Groups["time"].Value + TruncateFraction(match.Groups["fraction"].Value) + (offset == "Z" ? "+00:00" : offset);
        return DateTimeOffset.TryParseExact(plain, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(at.ToUniversalTime(), null)
            : new(null, "timeMalformed");
    }

    private static string TruncateFraction(string fraction) => fraction.Length > 8 ? fraction[..8] : fraction;

    [GeneratedRegex(
        @"^(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?<seconds>:[0-9]{2})?)(?<fraction>(?<=:[0-9]{2}:[0-9]{2})\.[0-9]{1,32})?"
        + @"(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsoPattern();
}

internal sealed class SentTimeConverter : JsonConverter<SentTime>
{
    public override SentTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? SentTime.Parse(LenientStringConverter.Read(ref reader)) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SentTime value, JsonSerializerOptions options) => throw new NotSupportedException();
}
