using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Admin.Calendars;

/// <summary>The hours of a week as its form shows them: as typed when it was refused, otherwise as stored.</summary>
/// <param name="Season">The season that the form is about; null for the week outside of all seasons, empty for a new season.</param>
public sealed record WeekForm(string? Season, string First, string Last, bool RestsOnHolidays, IReadOnlyList<string> Hours)
{
    public const string NewSeason = "";

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The stored hours, when somebody else changed them while the form was open.</summary>
    public WeekForm? StoredMeanwhile { get; init; }

    public static string FieldFor(DayOfWeek day) => EnumCode.From(day);

    public static WeekForm Empty(string? season) => new(season, "", "", false, [.. StoredCalendars.Week.Select(_ => "")]);

    public static WeekForm FromPattern(string? season, MonthDay? first, MonthDay? last, bool rests, WeeklyPattern pattern) =>
        new(season, first?.ToString() ?? "", last?.ToString() ?? "", rests,
            [.. StoredCalendars.Week.Select(day => HoursText.Format(pattern.On(day)))]);

    /// <summary>Reads the posted form with its faults.</summary>
    public static WeekForm Read(FormPost post, bool isSeason)
    {
        var form = new WeekForm(isSeason ? post.Raw("season") : null, post.Raw("first").Trim(), post.Raw("last").Trim(),
            post.Raw("rests") == "true", [.. StoredCalendars.Week.Select(day => post.Raw(FieldFor(day)).Trim())]);
        var faults = new List<FieldFault>();
        if (isSeason)
        {
            if (SeasonDay.TryParse(form.First) is null) faults.Add(new("first", "monthDayUnreadable"));
            if (SeasonDay.TryParse(form.Last) is null) faults.Add(new("last", "monthDayUnreadable"));
        }

        foreach (var (day, text) in StoredCalendars.Week.Zip(form.Hours))
            if (HoursFaults.Find(FieldFor(day), text) is { } fault) faults.Add(fault);
        return form with { Faults = faults };
    }

    public WeeklyPattern ToPattern() =>
        new(day => HoursText.TryParse(Hours[((int)day + 6) % 7]) ?? []);
}

/// <summary>Days that are excepted from the week, as the form shows them.</summary>
public sealed record SpecialDaysForm(string First, string Last, bool IsOpen, string Hours, string Note)
{
    private const int MaxDays = 60, MaxNote = 100;

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public static SpecialDaysForm Empty { get; } = new("", "", false, "", "");

    public static SpecialDaysForm Read(FormPost post, DateOnly today)
    {
        var form = new SpecialDaysForm(post.Raw("from").Trim(), post.Raw("until").Trim(), post.Raw("kind") == "open",
            post.Raw("hours").Trim(), post.Raw("note").Trim());
        var faults = new List<FieldFault>();
        form.CheckDays(faults, today);
        if (form is { IsOpen: true, Hours: "" }) faults.Add(new("hours", "empty"));
        else if (form is { IsOpen: false, Hours: not "" }) faults.Add(new("hours", "onlyOpenHours"));
        else if (HoursFaults.Find("hours", form.Hours) is { } fault) faults.Add(fault);
        TextValidation.CheckOptional(faults, "note", form.Note, MaxNote);
        return form with { Faults = faults };
    }

    /// <summary>The days from the first to the last; only for a form without faults.</summary>
    public IEnumerable<DateOnly> ListDays()
    {
        if (SeasonDay.TryParseDate(First) is not { } day) yield break;
        for (var last = SeasonDay.TryParseDate(Last) ?? day; day <= last; day = day.AddDays(1)) yield return day;
    }

    private void CheckDays(List<FieldFault> faults, DateOnly today)
    {
        if (SeasonDay.TryParseDate(First) is not { } first) faults.Add(new("from", First.Length == 0 ? "empty" : "dateUnreadable"));
        else if (first < today) faults.Add(new("from", "dayIsOver"));
        else if (Last.Length > 0 && SeasonDay.TryParseDate(Last) is null) faults.Add(new("until", "dateUnreadable"));
        else if (SeasonDay.TryParseDate(Last) is { } last && last < first) faults.Add(new("until", "beforeFirstDay"));
        else if (SeasonDay.TryParseDate(Last) is { } end && end.DayNumber - first.DayNumber >= MaxDays)
            faults.Add(new("until", "tooManyDays", ("most", MaxDays)));
        else if (first > today.AddYears(2)) faults.Add(new("from", "tooFarAhead", ("days", 730)));
    }
}

/// <summary>The faults of typed hours.</summary>
internal static class HoursFaults
{
    public static FieldFault? Find(string field, string text) => HoursText.TryParse(text) switch
    {
        null => new(field, "hoursUnreadable"),
        var hours when hours.Any(part => !part.IsValid) => new(field, "hoursReversed"),
        var hours when !WorkingHours.AreInOrder(hours) => new(field, "hoursOverlap"),
        _ => null,
    };
}
