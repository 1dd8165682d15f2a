namespace EcomCenter.Bots.Conversation;

/// <summary>The signs in which Chinese writes numbers.</summary>
internal static class ChineseNumerals
{
    private const string Digits = "一二三四五六七八九", Others = "十两百千万半";

    /// <summary>Signs for digits where they are told one by one: zero, those of a bank, those of the radio.</summary>
    private const string Dictated = "零〇幺两兩壹贰叁肆伍陆柒捌玖洞拐勾";

    /// <summary>Returns true for a sign of one of the numbers from 1 to 9.</summary>
    public static bool IsDigit(char sign) => Digits.Contains(sign, StringComparison.Ordinal);

    /// <summary>Returns true for a sign of a digit as people dictate a phone.</summary>
    public static bool IsSpokenDigit(char sign) => IsDigit(sign) || Dictated.Contains(sign, StringComparison.Ordinal);

    /// <summary>Returns true for a sign that numbers are written with, such as ten and half.</summary>
    public static bool IsNumeral(char sign) => IsDigit(sign) || Others.Contains(sign, StringComparison.Ordinal);
}
