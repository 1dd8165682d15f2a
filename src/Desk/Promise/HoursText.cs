using System.Globalization;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Promise;

/// <summary>
/// The hours of a day as staff type them, for example <c>10:00-14:00, 15:30-19:30</c>. Empty means closed. Digits, colons, dashes and
/// commas may be those of any keyboard, and <c>10-14</c> is enough for full hours.
/// </summary>
public static class HoursText
{
    private const int MaxLength = 200;

    public static string Format(IReadOnlyList<WorkingHours> hours) =>
        string.Join(", ", hours.Select(part => $"{FormatTime(part.Start)}-{FormatTime(part.End)}"));

    public static string FormatTime(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");

    /// <summary>Returns the hours in the order of the day, which may still overlap; null when the text cannot be read.</summary>
    public static IReadOnlyList<WorkingHours>? TryParse(string text)
    {
        if (text.Length > MaxLength) return null;
        var parts = new string([.. text.Where(c => !char.IsControl(c) || char.IsWhiteSpace(c)).Select(Simplify)])
            .Replace(" -", "-", StringComparison.Ordinal).Replace("- ", "-", StringComparison.Ordinal)
            .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(TryParsePart).ToList();
        return parts.Contains(null) ? null : [.. parts.OfType<WorkingHours>().OrderBy(part => part.Start)];
    }

    private static char Simplify(char c) => c switch
    {
        _ when char.IsDigit(c) => Digits.ToAscii(c), // A clerk may type with the keyboard of either script.
        '：' or '.' or '∶' => ':',
        '–' or '—' or '−' or '~' or '～' or '至' or '－' or '‐' => '-',
        '，' or '、' or ';' or '；' or '،' or '؛' or '+' => ',',
        _ when char.IsWhiteSpace(c) => ' ',
        _ => c,
    };

    private static WorkingHours? TryParsePart(string part) =>
        part.Split('-') is [var start, var end] && TryParseTime(start) is { } from && TryParseTime(end) is { } to ? new(from, to) : null;

    private static TimeSpan? TryParseTime(string text) => text.Split(':') switch
    {
        [var hour] when TryParseNumber(hour, 24) is { } h => TimeSpan.FromHours(h),
        [var hour, { Length: 2 } minute] when TryParseNumber(hour, 24) is { } h && TryParseNumber(minute, 59) is { } m
            && (h < 24 || m == 0) => new TimeSpan(h, m, 0),
        _ => null,
    };

    private static int? TryParseNumber(string text, int max) =>
        text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max
            ? number : null;
}
