using System.Buffers;
using System.Text;

namespace EcomCenter.Bots.Channels;

/// <summary>
/// JSON may spell out what no text may hold: NUL and halves of surrogate pairs. The reader throws at them, so they are replaced before it
/// sees them; whoever sent them is heard all the same.
/// </summary>
internal static class CleanJson
{
    private const string Replacement = "\\uFFFD";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Of(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var clean = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length;)
        {
            var length = Escape(json, at);
            var broken = length == 6 && (Unit(json, at) is '\0' || char.IsSurrogate(Unit(json, at)));
            clean.Append(broken ? Replacement : json.AsSpan(at, length));
            at += length;
        }

        return clean.ToString();
    }

    // 1 for a plain character, 2 for \n and its like, 6 for one unit, 12 for a whole pair.
    private static int Escape(string json, int at)
    {
        if (json[at] != '\\' || at + 1 >= json.Length) return 1;
        if (json[at + 1] != 'u' || !IsUnit(json, at)) return 2;
        return IsUnit(json, at + 6) && char.IsHighSurrogate(Unit(json, at)) && char.IsLowSurrogate(Unit(json, at + 6)) ? 12 : 6;
    }

    private static bool IsUnit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && json.AsSpan(at + 2, 4).IndexOfAnyExcept(HexDigits) < 0;

    private static char Unit(string json, int at) => (char)Convert.ToInt32(json.Substring(at + 2, 4), 16);
}
