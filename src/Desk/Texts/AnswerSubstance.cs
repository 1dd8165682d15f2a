using System.Text;

namespace EcomCenter.Desk.Texts;

/// <summary>Tells answers that stop the clock without saying anything: very short ones, and the same words again and again.</summary>
public static class AnswerSubstance
{
    /// <summary>The number of answers with the same words, by one person on one day, from which on they count as repeated.</summary>
    public const int RepeatedFrom = 3;

    /// <summary>An answer below six Chinese characters or twelve letters is very short.</summary>
    private const int LeastWeight = 12;

    public static bool IsShort(string text) => Weigh(text) < LeastWeight;

    /// <summary>The words alone, so that another full stop or space makes no other answer.</summary>
    public static string Normalize(string text) =>
        string.Concat(text.EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => Rune.ToLowerInvariant(rune).ToString()));

    private static int Weigh(string text) =>
        text.EnumerateRunes().Where(Rune.IsLetterOrDigit).Sum(rune => IsChinese(rune) ? 2 : 1);

    private static bool IsChinese(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000;
}
