using System.Collections.Frozen;
using System.Text.Json;

namespace EcomCenter.Texts;

/// <summary>
/// Traditional Chinese signs as simplified ones, so that the same words are recognised in both. Only the signs of everyday messages are
/// known. Not for search or display.
/// </summary>
public static class TraditionalSigns
{
    private static readonly FrozenDictionary<char, char> Simplified = ReadPairs();

    /// <summary>Returns the simplified sign for a traditional one, and any other letter as it is.</summary>
    public static char Simplify(char sign) => Simplified.GetValueOrDefault(sign, sign);

    /// <summary>Returns the text with simplified signs. It is as long as before.</summary>
    public static string Simplify(string text) => text.Any(Simplified.ContainsKey) ? string.Concat(text.Select(Simplify)) : text;

    private static FrozenDictionary<char, char> ReadPairs()
    {
        using var file = typeof(TraditionalSigns).Assembly.GetManifestResourceStream("EcomCenter.Names.traditional.json")!;
        return JsonSerializer.Deserialize<string[]>(file)!.ToFrozenDictionary(pair => pair[0], pair => pair[1]);
    }
}
