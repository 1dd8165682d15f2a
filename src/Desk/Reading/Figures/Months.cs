using System.Globalization;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Calendar months, as their first day, in addresses and reports.</summary>
public static class Months
{
    private const string MonthFormat = "yyyy-MM";

    public static DateOnly FromTime(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = LocalDays.FromTime(at, zone);
        return new(day.Year, day.Month, 1);
    }

    public static string Format(DateOnly month) => month.ToString(MonthFormat, CultureInfo.InvariantCulture);

    public static DateOnly? Read(string? month) => LocalDays.Read(month, MonthFormat);
}
