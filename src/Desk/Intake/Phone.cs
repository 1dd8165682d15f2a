using System.Globalization;
using PhoneNumbers;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// Normalises phone numbers for look-up: digits as dialled within China; foreign numbers with their country code. Callers keep an
/// unreadable number as it was written.
/// </summary>
public static class Phone
{
    private const string Here = "CN";
    private const int CodeOfHere = 86, Fewest = 5, Mobile = 11;

    // Finds a number that is valid in its country, anywhere in the text. Creating it loads metadata, so it is created once.
    private static readonly Lazy<PhoneNumberUtil> Numbers = new(PhoneNumberUtil.GetInstance);

    public static string? Read(string? written)
    {
        if (written is null) return null;
        if (IsPlainMobile(written)) return written;
        if (Find(written) is { } known)
        {
            var format = known.CountryCode == CodeOfHere ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.E164;
            return Digits(Numbers.Value.Format(known, format));
        }

        // Short and half-typed numbers: the digits alone, as long as the text has no letters.
        var digits = Digits(written);
        return digits.Length >= Fewest && !written.Any(char.IsLetter) ? digits : null;
    }

    /// <summary>The digits of a text, of any script, as ASCII digits.</summary>
    public static string Digits(string written) =>
        string.Concat(written.Where(char.IsDigit).Select(c => ((int)char.GetNumericValue(c)).ToString(CultureInfo.InvariantCulture)));

    private static bool IsPlainMobile(string written) =>
        written.Length == Mobile && written[0] == '1' && written[1] >= '3' && written.All(char.IsAsciiDigit);

    private static PhoneNumber? Find(string written) =>
        Numbers.Value.FindNumbers(written, Here, PhoneNumberUtil.Leniency.VALID, maxTries: 10).Select(found => found.Number)
            .FirstOrDefault();

    /// <summary>Masks a number like 138****1234: enough to recognise it, too little to call it.</summary>
    public static string Masked(string written)
    {
        var positions = written.Select((c, i) => (c, i)).Where(x => char.IsDigit(x.c)).Select(x => x.i).ToList();
        if (positions.Count < 5) return "****";
        var shown = positions.Count >= 8 ? positions.Take(3).Concat(positions.TakeLast(4)).ToHashSet() : positions.TakeLast(2).ToHashSet();
        return new([.. written.Select((c, i) => char.IsDigit(c) && !shown.Contains(i) ? '*' : c)]);
    }
}
