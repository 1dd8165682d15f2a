using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>Laws of every calendar, tried on random ones: zones that put their clocks back, seasons, exceptions, nights.</summary>
public class RandomCalendarTests
{
    // Havana puts its clock back at midnight, Lord Howe by half an hour, and Apia left out a day.
    private static readonly string[] Zones =
    [
        "Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia",
        "Asia/Beirut", "America/Sao_Paulo",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Adding_and_measuring_are_inverse(int seed)
    {
        var (random, calendar) = Create(seed);
        for (var i = 0; i < 20; i++)
        {
            var start = RandomMoment(random);
            var length = RandomLength(random);
            if (calendar.FindEnd(start, length) is not { } end) continue;
            Assert.Equal(length, calendar.Measure(start, end));
            Assert.True(length == TimeSpan.Zero || calendar.Measure(start, end.AddTicks(-1)) < length, "not the earliest moment");
            Assert.True(length == TimeSpan.Zero || calendar.FindClosing(end) == end, "ends in closed hours");

            if (calendar.FindStart(end, length) is { } latest)
            {
                Assert.Equal(length, calendar.Measure(latest, end));
                Assert.True(length == TimeSpan.Zero || calendar.Measure(latest.AddTicks(1), end) < length, "not the latest moment");
            }

            var open = calendar.FindOpening(RandomMoment(random));
            if (open is not { } to || to <= start || to - start > TimeSpan.FromDays(1000)) continue;
            to = to.AddTicks(1);
            Assert.Equal(to, calendar.Add(start, calendar.Measure(start, to)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Parts_add_up(int seed)
    {
        var (random, calendar) = Create(seed);
        var times = Enumerable.Range(0, 3).Select(_ => RandomMoment(random, days: 200)).Order().ToList();
        Assert.Equal(calendar.Measure(times[0], times[2]), calendar.Measure(times[0], times[1]) + calendar.Measure(times[1], times[2]));
        Assert.True(calendar.Measure(times[0], times[2]) <= times[2] - times[0]);
        Assert.Equal(-calendar.Measure(times[0], times[2]), calendar.Measure(times[2], times[0]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_walk_by_the_minute_finds_the_same_working_time(int seed)
    {
        var (random, calendar) = Create(seed);
        var start = RandomMoment(random);
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute));
        var end = start.AddDays(3);
        var open = 0;
        for (var minute = start; minute < end; minute = minute.AddMinutes(1))
        {
            var isOpen = calendar.IsOpen(minute);
            if (isOpen) open++;
            Assert.Equal(isOpen, calendar.FindOpening(minute) == minute);
            if (isOpen) Assert.Equal(minute, calendar.FindClosing(minute));
        }

        Assert.Equal(TimeSpan.FromMinutes(open), calendar.Measure(start, end));
    }

    private static (Random Random, WorkingCalendar Calendar) Create(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var definition = new CalendarDefinition
            {
                Zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]),
                Weekly = RandomPattern(random),
                Seasons = [.. RandomSeasons(random)],
                SpecialDays = [.. Enumerable.Range(0, random.Next(30)).Select(_ => RandomDay(random)).Distinct()
                    .Select(day => new SpecialDay(day, RandomHours(random)))],
            };
            if (definition.FindFault() is null) return (random, new(definition));
        }
    }

    private static WeeklyPattern RandomPattern(Random random) => new(_ => random.Next(4) == 0 ? [] : RandomHours(random));

    private static IEnumerable<CalendarSeason> RandomSeasons(Random random)
    {
        var days = Enumerable.Range(0, random.Next(3) * 2).Select(_ => RandomDay(random));
        var borders = days.Select(MonthDay.From).Distinct().Order().ToList();
        for (var i = 0; i + 1 < borders.Count; i += 2) yield return new(borders[i], borders[i + 1], RandomPattern(random));
    }

    private static List<WorkingHours> RandomHours(Random random)
    {
        var minutes = Enumerable.Range(0, random.Next(4) * 2).Select(_ => random.Next(0, 24 * 60 + 1)).Distinct().Order().ToList();
        return [.. minutes.Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => new WorkingHours(TimeSpan.FromMinutes(pair[0]), TimeSpan.FromMinutes(pair[1])))];
    }

    private static DateOnly RandomDay(Random random) => new DateOnly(2010, 1, 1).AddDays(random.Next(20 * 365));

    private static DateTimeOffset RandomMoment(Random random, int days = 20 * 365) =>
        new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks((long)(random.NextDouble() * days * TimeSpan.TicksPerDay));

    private static TimeSpan RandomLength(Random random) => random.Next(10) switch
    {
        0 => TimeSpan.Zero,
        1 => TimeSpan.FromTicks(random.Next(1, 1000)),
        _ => TimeSpan.FromTicks((long)(random.NextDouble() * 60 * TimeSpan.TicksPerHour)),
    };
}
