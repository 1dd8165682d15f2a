namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The days of one week in Beijing time, so that tests read like the specification: <c>Monday.At(10)</c>.</summary>
internal static class Week
{
    public static DateTimeOffset Monday { get; } = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    public static DateTimeOffset Tuesday { get; } = Monday.AddDays(1);

    public static DateTimeOffset Wednesday { get; } = Monday.AddDays(2);

    public static DateTimeOffset Thursday { get; } = Monday.AddDays(3);

    public static DateTimeOffset At(this DateTimeOffset day, int hour, int minute = 0, int second = 0) =>
        day.Add(new TimeSpan(hour, minute, second));
}
