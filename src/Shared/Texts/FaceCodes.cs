using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EcomCenter.Texts;

/// <summary>
/// Faces in a text: emoji, and the names and codes that WeChat writes for its own faces, such as <c>[玫瑰]</c> and <c>/::)</c>. Signs of
/// disapproval are not among them, because they may be a complaint.
/// </summary>
internal static partial class FaceCodes
{
    private static readonly FrozenSet<string> Names = ReadNames();

    /// <summary>Returns the text without its faces, and whether it had any.</summary>
    public static (string Text, bool HadFaces) Remove(string text)
    {
        var withoutNames = !text.Contains('[', StringComparison.Ordinal) ? text
            : NamePattern().Replace(text, match => Names.Contains(match.Groups[1].Value) ? "" : match.Value);
        var withoutCodes = withoutNames.Contains('/', StringComparison.Ordinal) ? CodePattern().Replace(withoutNames, "") : withoutNames;
        var rest = new StringBuilder(withoutCodes.Length);
        foreach (var rune in withoutCodes.EnumerateRunes())
            if (!IsEmoji(rune)) rest.Append(rune);
        return (rest.ToString(), rest.Length < text.Length);
    }

    // Joiners, variation selectors and skin tones belong to the emoji before them. So does the frame of a keycap, but not its digit.
    private static bool IsEmoji(Rune rune) => !DisapprovalSigns.Contains(rune.Value) && (rune.Value is 0x200D or 0xFE0F or 0x2764
        || rune.Value is (>= 0x1F300 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF) or (>= 0x1F1E6 and <= 0x1F1FF)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol);

    private static FrozenSet<string> ReadNames()
    {
        using var file = typeof(FaceCodes).Assembly.GetManifestResourceStream("EcomCenter.Names.faces.json")!;
        return JsonSerializer.Deserialize<string[]>(file)!.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\[([^\[\]\s]{1,12})\]", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();

    // All codes of the official table, except those of disapproval: weak, bad, dung, anger, cursing, contempt, rolling eyes.
    [GeneratedRegex(
        @"/:(?:strong|share|rose|fade|showlove|heart|break|cake|li|bome|kn|footb|ladybug|moon|sun|gift|hug|v|@\)|jj|@@|lvu|no|ok|love"
        + @"|<L>|jump|shake|<O>|circle|kotow|turn|skip|oY|#-0|hiphot|kiss|<&|&>|bye|wipe|dig|handclap|&-\(|B-\)|P-\(|X-\)|@x"
        + @"|8\*|pd|<W>|beer|basketb|oo|coffee|eat|pig|8-\)|--b|,@P|,@-D|,@o|,@f|,@x|,@@|,@!|,@|!!!|xx|\?|\|-\)"
        + @"|:(?:'\(|'\||-\||-O|[)~B|<$XZPDO(+Tg!L>8*])|\|-\))", RegexOptions.NonBacktracking)]
    private static partial Regex CodePattern();
}
