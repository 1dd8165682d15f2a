using System.Text;
using System.Text.RegularExpressions;
using EcomCenter.Texts;
using PhoneNumbers;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// Normalises phone numbers for look-up: digits as dialled within China; foreign numbers with their country code. Callers keep an
/// unreadable number as it was written. An extension is no part of the number: it is kept where the number is kept as written.
/// </summary>
public static partial class PhoneFormat
{
    private const string HomeRegion = "CN";
    private const int HomeCountryCode = 86, MinDigits = 5, MobileLength = 11, MaxTypedLength = 64;

    // Finds a number that is valid in its country, anywhere in the text. Creating it loads metadata, so it is created once.
    private static readonly Lazy<PhoneNumberUtil> NumberUtil = new(PhoneNumberUtil.GetInstance);

    public static string? Normalize(string? text)
    {
        if (text is null) return null;
        if (IsPlainMobile(text)) return text;
        var number = WithoutExtension(FoldedText.Fold(text));
        if (FindNumber(number) is { } known)
        {
            return known.CountryCode == HomeCountryCode
                ? Digits.Extract(NumberUtil.Value.Format(known, PhoneNumberFormat.NATIONAL))[..^known.Extension.Length]
                : Digits.Extract(NumberUtil.Value.Format(known, PhoneNumberFormat.E164));
        }

        // Short and half-typed numbers: the digits alone, as long as the text has no letters.
        var digits = Digits.Extract(number);
        return digits.Length >= MinDigits && !HasLetter(number) ? digits : null;
    }

    /// <summary>True for a text that is a phone, perhaps with an extension, and nothing else.</summary>
    public static bool IsPhone(string? text) =>
        Normalize(text) is not null && !HasLetter(WithoutExtension(FoldedText.Fold(text!)));

    /// <summary>
    /// Returns the digits with which the number may be stored that was typed whole or in part: as dialled, with and without the code of
    /// the country and the zero of an area. Empty if the text has anything but a number.
    /// </summary>
    public static IReadOnlyList<string> ReadStarts(string typed)
    {
        if (typed.Length > MaxTypedLength) return [];
        var number = WithoutExtension(FoldedText.Fold(typed));
        var digits = Digits.Extract(number);
        if (digits.Length == 0 || HasLetter(number)) return [];
        var home = digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..]
            : digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : null;
        var starts = new[] { Normalize(typed), digits, home, home is { Length: > 0 } && home[0] is not ('0' or '1') ? "0" + home : null };
        return [.. starts.OfType<string>().Where(start => start.Length > 0).Distinct()];
    }

    private static bool HasLetter(string text) => text.EnumerateRunes().Any(Rune.IsLetter);

    /// <summary>The number without the extension that is dialled after it.</summary>
    private static string WithoutExtension(string folded)
    {
        foreach (var pattern in new[] { NamedExtensionPattern(), LastGroupPattern() })
            if (pattern.Match(folded) is { Success: true } match && Digits.Extract(match.Groups[1].Value).Length >= MinDigits)
                return match.Groups[1].Value;
        return folded;
    }

    // A word or a sign stands before the extension.
    [GeneratedRegex(@"^(.*?[0-9])\)? *(?:转|轉|分机|分機|内线|ext\.?|x|#|,|;ext=)[ :]*[0-9]{1,6}[^0-9]*$", RegexOptions.NonBacktracking)]
    private static partial Regex NamedExtensionPattern();

    // A last group after a whole landline with its area code.
    [GeneratedRegex(@"^([^0-9]*0[0-9]{2,3}[- ]?[0-9]{7,8})-[0-9]{1,5}[^0-9]*$", RegexOptions.NonBacktracking)]
    private static partial Regex LastGroupPattern();

    private static bool IsPlainMobile(string text) =>
        text.Length == MobileLength && text[0] == '1' && text[1] >= '3' && text.All(char.IsAsciiDigit);

    private static PhoneNumber? FindNumber(string text) =>
        NumberUtil.Value.FindNumbers(text, HomeRegion, PhoneNumberUtil.Leniency.VALID, maxTries: 10).Select(found => found.Number)
            .FirstOrDefault();

    /// <summary>Masks a number like 138****1234: enough to recognise it, too little to call it.</summary>
    public static string Mask(string number)
    {
        var positions = number.Select((c, i) => (c, i)).Where(x => char.IsDigit(x.c)).Select(x => x.i).ToList();
        if (positions.Count < 5) return "****";
        var shown = positions.Count >= 8 ? positions.Take(3).Concat(positions.TakeLast(4)).ToHashSet() : positions.TakeLast(2).ToHashSet();
        return new([.. number.Select((c, i) => char.IsDigit(c) && !shown.Contains(i) ? '*' : c)]);
    }
}
