using System.Globalization;
using EcomCenter.Texts;

namespace EcomCenter.Contracts;

/// <summary>Reasons why a text is not a ticket number.</summary>
public enum TicketNumberFault { None, Malformed, WrongCheckDigit }

/// <summary>A ticket number that was read, or the reason why the text is none.</summary>
public readonly record struct TicketNumberReading(TicketNumber? Number, TicketNumberFault Fault);

/// <summary>
/// The public number of a ticket, e.g. <c>100-0179</c>: 7 to 13 digits in groups of three or four, 8 to 16 characters in all.
/// The last digit is a Damm check digit, which detects every single wrong digit and every swap of neighbouring digits
/// (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004).
/// </summary>
public readonly record struct TicketNumber
{
    /// <summary>The fewest digits of a number.</summary>
    public const int MinDigits = MinBodyLength + 1;

    private const int MinBodyLength = 6, MaxBodyLength = 12;

    // A totally anti-symmetric quasigroup of order 10 with a zero diagonal.
    private static readonly byte[,] DammTable =
    {
        { 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 }, { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 },
        { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 }, { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
        { 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 }, { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 },
        { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
    };

    private readonly string? _text;

    private TicketNumber(string text) => _text = text;

    /// <summary>Creates the number for a counter value. Counters start at 100,000 so that no number begins with a zero.</summary>
    public static TicketNumber FromCounter(long counter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(counter, 100_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(counter, 1_000_000_000_000);
        var body = counter.ToString(CultureInfo.InvariantCulture);
        return new(GroupDigits(body + (char)('0' + ComputeCheckDigit(body))));
    }

    /// <summary>Parses a number as people write it: with or without hyphens or spaces, in any script's digits.</summary>
    public static TicketNumberReading Read(string? text)
    {
        if (text is null || text.Length > 64) return new(null, TicketNumberFault.Malformed);
        Span<char> digits = stackalloc char[64];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format) continue;
            if (!char.IsDigit(c)) return new(null, TicketNumberFault.Malformed);
            digits[count++] = Digits.ToAscii(c);
        }

        var all = digits[..count];
        if (count is < MinDigits or > MaxBodyLength + 1 || all[0] == '0')
            return new(null, TicketNumberFault.Malformed);
        if (ComputeCheckDigit(all) != 0) return new(null, TicketNumberFault.WrongCheckDigit);
        return new(new TicketNumber(GroupDigits(all.ToString())), TicketNumberFault.None);
    }

    /// <summary>Parses a text that must be a ticket number, e.g. from the database. Throws if it is not.</summary>
    public static TicketNumber Parse(string text) =>
        Read(text).Number ?? throw new FormatException("The text is not a ticket number.");

    public override string ToString() => _text ?? "";

    /// <summary>Returns the counter value from which the number was created.</summary>
    public long ToCounter() =>
        long.Parse(ToString().Replace("-", "", StringComparison.Ordinal)[..^1], CultureInfo.InvariantCulture);

    private static int ComputeCheckDigit(ReadOnlySpan<char> digits)
    {
        var interim = 0;
        foreach (var digit in digits) interim = DammTable[interim, digit - '0'];
        return interim;
    }

    // Group sizes by length: 7 → 3-4, 8 → 4-4, 9 → 3-3-3, 10 → 3-3-4, 11 → 3-4-4, 12 → 4-4-4, 13 → 3-3-3-4.
    // Short groups come first, as people dictate numbers.
    private static string GroupDigits(string digits)
    {
        var groups = (digits.Length + 3) / 4;
        var shortGroups = groups * 4 - digits.Length;
        var parts = new List<string>(groups);
        for (int i = 0, at = 0; i < groups; i++)
        {
            var length = i < shortGroups ? 3 : 4;
            parts.Add(digits.Substring(at, length));
            at += length;
        }

        return string.Join('-', parts);
    }
}
