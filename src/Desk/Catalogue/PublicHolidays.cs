using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Catalogue;

/// <summary>A day for which the government changed the working week.</summary>
/// <param name="Code">The code of the holiday, for its name in each language; null for a holiday that has no code here.</param>
/// <param name="Name">The name in the announcement, in Chinese.</param>
/// <param name="IsOff">True for a day off, false for a weekend day that is worked instead (调休).</param>
public sealed record PublicHoliday(DateOnly Day, string? Code, string Name, bool IsOff);

/// <summary>
/// The public holidays of mainland China that are shipped, one file for each year in <c>Data/</c> with its source and licence. A year is
/// announced in November of the year before, and its file is then added.
/// </summary>
public static class PublicHolidays
{
    private const int AnnouncedIn = 11;

    private const string Prefix = "EcomCenter.Desk.Catalogue.holidays-";

    private static readonly Dictionary<string, string> CodesByName = new()
    {
        ["元旦"] = "newYear", ["春节"] = "springFestival", ["清明节"] = "qingming", ["劳动节"] = "labourDay", ["端午节"] = "dragonBoat",
        ["中秋节"] = "midAutumn", ["国庆节"] = "nationalDay", ["国庆节、中秋节"] = "nationalDay",
    };

    private static readonly HolidayYear[] Years = [.. ReadYears().OrderBy(file => file.Year)];

    public static IReadOnlyList<PublicHoliday> All { get; } =
        [.. Years.SelectMany(file => file.Days).DistinctBy(day => day.Date).OrderBy(day => day.Date).Select(ToHoliday)];

    /// <summary>The last day for which the holidays are known.</summary>
    public static DateOnly KnownUntil { get; } = new(Years[^1].Year, 12, 31);

    /// <summary>The public data set that the files are taken from.</summary>
    public static string Source => Years[^1].Source;

    /// <summary>Returns true from the month on in which the holidays after the known ones are announced.</summary>
    public static bool IsNextYearMissing(DateOnly today) => today >= new DateOnly(KnownUntil.Year, AnnouncedIn, 1);

    private static PublicHoliday ToHoliday(HolidayDay day) =>
        new(day.Date, CodesByName.GetValueOrDefault(day.Name), day.Name, day.IsOffDay);

    private static IEnumerable<HolidayYear> ReadYears()
    {
        var assembly = typeof(PublicHolidays).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name);
            var year = file is null ? null : JsonSerializer.Deserialize(file, HolidayJson.Default.HolidayYear);
            if (year is { Days.Length: > 0 }) yield return year;
        }
    }
}

internal sealed record HolidayYear(string Source, string Licence, string[] Papers, int Year, HolidayDay[] Days);

internal sealed record HolidayDay(string Name, DateOnly Date, bool IsOffDay);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HolidayYear))]
internal sealed partial class HolidayJson : JsonSerializerContext;
