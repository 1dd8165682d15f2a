using System.Buffers;
using System.Text;

namespace EcomCenter.Bots.Channels;

/// <summary>
/// Replaces escaped NUL characters and unpaired surrogates in JSON. The JSON reader throws on unpaired surrogates, and a message must not
/// be lost because of them.
/// </summary>
internal static class JsonSanitizer
{
    private const string Replacement = "\\uFFFD";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Sanitize(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var clean = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length;)
        {
            var length = EscapeLength(json, at);
            var isInvalid = length == 6 && (ParseUnicodeEscape(json, at) is '\0' || char.IsSurrogate(ParseUnicodeEscape(json, at)));
            clean.Append(isInvalid ? Replacement : json.AsSpan(at, length));
            at += length;
        }

        return clean.ToString();
    }

    // The length is 1 for a plain character, 2 for a short escape such as \n, 6 for one UTF-16 unit and 12 for a surrogate pair.
    private static int EscapeLength(string json, int at)
    {
        if (json[at] != '\\' || at + 1 >= json.Length) return 1;
        if (json[at + 1] != 'u' || !IsUnicodeEscape(json, at)) return 2;
        return IsUnicodeEscape(json, at + 6) && char.IsHighSurrogate(ParseUnicodeEscape(json, at))
            && char.IsLowSurrogate(ParseUnicodeEscape(json, at + 6)) ? 12 : 6;
    }

    private static bool IsUnicodeEscape(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && json.AsSpan(at + 2, 4).IndexOfAnyExcept(HexDigits) < 0;

    private static char ParseUnicodeEscape(string json, int at) => (char)Convert.ToInt32(json.Substring(at + 2, 4), 16);
}
