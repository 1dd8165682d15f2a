using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Tests.Catalogue;

/// <summary>Calendars made from stored rows, and the public holidays of mainland China.</summary>
public class StoredCalendarTests
{
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly StoredCalendars Nothing = new([], [], [], 0);

    private static readonly DateOnly NationalDay = new(2026, 10, 1), WorkedSaturday = new(2026, 10, 10), Friday = new(2026, 3, 6);

    private static readonly WorkingHours[] AllDay = [WorkingHours.Between(10, 20)], Office = [WorkingHours.Between(10, 18)];

    [Fact]
    public void Holidays_of_2026_are_known_with_their_days_worked_instead()
    {
        Assert.Contains(PublicHolidays.All, day => day is { Day: { Month: 2, Day: 17 }, IsOff: true, Code: "springFestival" });
        Assert.Contains(PublicHolidays.All, day => day.Day == WorkedSaturday && !day.IsOff);
        Assert.All(PublicHolidays.All, day => Assert.NotNull(day.Code));
        Assert.All(PublicHolidays.All.Where(day => !day.IsOff),
            day => Assert.True(day.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.True(PublicHolidays.KnownUntil >= new DateOnly(2026, 12, 31));
    }

    [Fact]
    public void Each_file_of_holidays_names_its_source_and_its_licence()
    {
        var assembly = typeof(PublicHolidays).Assembly;
        var files = assembly.GetManifestResourceNames().Where(name => name.Contains("holidays-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, name =>
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var content = text.ReadToEnd();
            Assert.Contains("https://github.com/NateScarlet/holiday-cn", content, StringComparison.Ordinal);
            Assert.Contains("MIT License", content, StringComparison.Ordinal);
            Assert.Contains("https://www.gov.cn/", content, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_missing_next_year_is_told_from_November_on()
    {
        var november = new DateOnly(PublicHolidays.KnownUntil.Year, 11, 1);
        Assert.True(PublicHolidays.IsNextYearMissing(november));
        Assert.True(PublicHolidays.IsNextYearMissing(PublicHolidays.KnownUntil.AddDays(40)));
        Assert.False(PublicHolidays.IsNextYearMissing(november.AddDays(-1)));
    }

    [Fact]
    public void The_centre_is_open_on_holidays_and_departments_rest()
    {
        Assert.Equal(AllDay, HoursOn(Nothing, CalendarRow.Centre, NationalDay));
        Assert.Empty(HoursOn(Nothing, "brand", NationalDay));
        Assert.Equal(AllDay, HoursOn(Nothing, "brand", WorkedSaturday));
    }

    [Fact]
    public void A_department_with_a_week_of_its_own_works_on_the_weekend_day_worked_instead()
    {
        var stored = WithWeek("brand", rests: true);
        Assert.Equal(Office, HoursOn(stored, "brand", WorkedSaturday));
        Assert.Empty(HoursOn(stored, "brand", WorkedSaturday.AddDays(7)));
        Assert.Equal(AllDay, HoursOn(stored, "product", Friday));
    }

    [Fact]
    public void A_department_that_does_not_rest_on_holidays_has_its_week()
    {
        var stored = WithWeek("brand", rests: false);
        Assert.Equal(Office, HoursOn(stored, "brand", NationalDay));
        Assert.Empty(HoursOn(stored, "brand", WorkedSaturday));
    }

    [Fact]
    public void An_exception_holds_for_all_and_comes_before_a_holiday()
    {
        var stored = WithWeek("brand", rests: true) with
        {
            SpecialDays =
            [
                new() { Day = NationalDay, Hours = "09:00-12:00", Note = "" }, new() { Day = Friday, Hours = "", Note = "" },
            ],
        };
        foreach (var department in (string[])[CalendarRow.Centre, "brand", "product"])
        {
            Assert.Equal([WorkingHours.Between(9, 12)], HoursOn(stored, department, NationalDay));
            Assert.Empty(HoursOn(stored, department, Friday));
        }
    }

    [Fact]
    public void The_week_of_the_centre_is_that_of_departments_without_their_own()
    {
        var stored = WithWeek(CalendarRow.Centre, rests: true);
        Assert.Equal(Office, HoursOn(stored, "product", Friday));
        Assert.Empty(HoursOn(stored, "product", Friday.AddDays(1)));
    }

    [Fact]
    public void A_stored_week_is_read_as_it_was_written()
    {
        var week = new WeeklyPattern(day => day is DayOfWeek.Sunday ? [] : [WorkingHours.Between(8 + (int)day, 20)]);
        var read = StoredCalendars.ParseWeek(StoredCalendars.FormatWeek(week));
        Assert.All(Enum.GetValues<DayOfWeek>(), day => Assert.Equal(week.On(day), read.On(day)));
    }

    private static StoredCalendars WithWeek(string department, bool rests) => new(
        [new() { Department = department, RestsOnHolidays = rests, Version = 1, ChangedAt = default, ChangedBy = "boss" }],
        [
            new()
            {
                Id = 1, Department = department,
                Hours = StoredCalendars.FormatWeek(new(day => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? [] : Office)),
            },
        ],
        [], 1);

    private static IReadOnlyList<WorkingHours> HoursOn(StoredCalendars stored, string department, DateOnly day) =>
        new WorkingCalendar(stored.Define(department, Beijing)).HoursOn(day);
}
