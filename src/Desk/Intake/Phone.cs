using System.Globalization;
using PhoneNumbers;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// A phone as it is looked up: the digits one dials within China, for other countries with their code. One that can't be read is kept as written elsewhere.
/// </summary>
public static class Phone
{
    private const string Here = "CN";
    private const int CodeOfHere = 86, Fewest = 5, Mobile = 11;

    // A number of some country that really has it, wherever it stands in what was written.
    private static readonly Lazy<PhoneNumberUtil> Numbers = new(PhoneNumberUtil.GetInstance);

    public static string? Read(string? written)
    {
        if (written is null) return null;
        if (IsPlainMobile(written)) return written;
        if (Find(written) is { } known)
            return Digits(Numbers.Value.Format(known, known.CountryCode == CodeOfHere ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.E164));
        // Short and half-typed ones: whatever digits there are, as long as nothing else is said.
        var digits = Digits(written);
        return digits.Length >= Fewest && !written.Any(char.IsLetter) ? digits : null;
    }

    /// <summary>The digits of any script, and nothing else.</summary>
    public static string Digits(string written) =>
        string.Concat(written.Where(char.IsDigit).Select(c => ((int)char.GetNumericValue(c)).ToString(CultureInfo.InvariantCulture)));

    private static bool IsPlainMobile(string written) => written.Length == Mobile && written[0] == '1' && written[1] >= '3' && written.All(char.IsAsciiDigit);

    private static PhoneNumber? Find(string written) =>
        Numbers.Value.FindNumbers(written, Here, PhoneNumberUtil.Leniency.VALID, maxTries: 10).Select(found => found.Number).FirstOrDefault();

    /// <summary>138****1234: enough to recognise, too little to call.</summary>
    public static string Masked(string written)
    {
        var at = written.Select((c, i) => (c, i)).Where(x => char.IsDigit(x.c)).Select(x => x.i).ToList();
        if (at.Count < 5) return "****";
        var show = at.Count >= 8 ? at.Take(3).Concat(at.TakeLast(4)).ToHashSet() : at.TakeLast(2).ToHashSet();
        return new([.. written.Select((c, i) => char.IsDigit(c) && !show.Contains(i) ? '*' : c)]);
    }
}
