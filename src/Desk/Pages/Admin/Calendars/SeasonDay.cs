using System.Globalization;
using EcomCenter.Desk.Promise;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Admin.Calendars;

/// <summary>Reads days as staff type them.</summary>
internal static class SeasonDay
{
    /// <summary>Reads a day of the year, with anything between month and day: <c>05-01</c>, <c>5/1</c>, <c>5月1日</c>.</summary>
    public static MonthDay? TryParse(string text)
    {
        var numbers = new string([.. text.Select(c => char.IsDigit(c) ? Digits.ToAscii(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (text.Length > 20 || numbers is not [{ Length: <= 2 } month, { Length: <= 2 } day]) return null;
        var date = new MonthDay(int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture));
        return date.IsValid ? date : null;
    }

    /// <summary>Reads the date that a date field sends.</summary>
    public static DateOnly? TryParseDate(string text) => LocalDays.Read(text, "yyyy-MM-dd");
}
