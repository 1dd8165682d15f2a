using System.Text.RegularExpressions;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// A date, a time, a price or an amount, and nothing else: <c>11.25</c>, <c>20号</c>. It is about a matter, and no number of a ticket.
/// </summary>
internal static partial class LoneFigure
{
    private const int MaxLength = 40;

    private static readonly PhraseSet Units = SaidWords.Lists.Sounds("figureUnits");

    private static readonly PhraseSet[] Known = [Units, SaidWords.Lists.Sounds("besideFigure")];

    // Two steps of the dialog ask the same of one message.
    private static readonly TextMemo<bool> Judged = new(Judge, size: 256);

    public static bool IsMeant(string text) => text.Length <= MaxLength && Judged.Get(text);

    private static bool Judge(string text)
    {
        var folded = FoldedText.Fold(text).Trim();
        // Digits and units may touch each other: 50kg.
        return folded.Any(IsNumeral) && (PlainPattern().IsMatch(folded) || IsWithUnits(UnitPattern().Replace(folded, "$1 $2")))
            && !PhoneInText.IsWholeText(text);
    }

    private static bool IsWithUnits(string text) => WordCover.Holds(text, Units) && WordCover.FindLeft(text, Known).Length == 0;

    private static bool IsNumeral(char sign) => char.IsAsciiDigit(sign) || ChineseNumerals.IsNumeral(sign);

    // Day and month, hours and minutes, money with its parts, a full date.
    [GeneratedRegex(
        @"^(?:[0-9]{1,2}[./\-][0-9]{1,2}|[0-9]{1,5}\.[0-9]{1,2}|[0-9]{1,2}:[0-9]{2}"
        + @"|(?:19|20)[0-9]{2}[./\-][0-9]{1,2}[./\-][0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.20[0-9]{2})$",
        RegexOptions.NonBacktracking)]
    private static partial Regex PlainPattern();

    [GeneratedRegex("([0-9])([a-z])", RegexOptions.NonBacktracking)]
    private static partial Regex UnitPattern();
}
