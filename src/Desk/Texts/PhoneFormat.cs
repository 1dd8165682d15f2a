using EcomCenter.Texts;
using PhoneNumbers;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// Normalises phone numbers for look-up: digits as dialled within China; foreign numbers with their country code. Callers keep an
/// unreadable number as it was written.
/// </summary>
public static class PhoneFormat
{
    private const string HomeRegion = "CN";
    private const int HomeCountryCode = 86, MinDigits = 5, MobileLength = 11;

    // Finds a number that is valid in its country, anywhere in the text. Creating it loads metadata, so it is created once.
    private static readonly Lazy<PhoneNumberUtil> NumberUtil = new(PhoneNumberUtil.GetInstance);

    public static string? Normalize(string? text)
    {
        if (text is null) return null;
        if (IsPlainMobile(text)) return text;
        if (FindNumber(text) is { } known)
        {
            var format = known.CountryCode == HomeCountryCode ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.E164;
            return Digits.Extract(NumberUtil.Value.Format(known, format));
        }

        // Short and half-typed numbers: the digits alone, as long as the text has no letters.
        var digits = Digits.Extract(text);
        return digits.Length >= MinDigits && !text.Any(char.IsLetter) ? digits : null;
    }

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
