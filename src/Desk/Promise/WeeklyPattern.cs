namespace EcomCenter.Desk.Promise;

/// <summary>The working hours of each weekday.</summary>
public sealed class WeeklyPattern
{
    private readonly IReadOnlyList<WorkingHours>[] _days;

    /// <param name="hoursOn">Returns the hours of a weekday, in order; none when it is closed.</param>
    public WeeklyPattern(Func<DayOfWeek, IReadOnlyList<WorkingHours>> hoursOn) =>
        _days = [.. Enum.GetValues<DayOfWeek>().Select(day => hoursOn(day).ToArray())];

    public static WeeklyPattern Closed { get; } = new(_ => []);

    /// <summary>
    /// The hours that residents are told while a centre sets no others (the text <c>form.hours</c>): ten hours on each day of the week.
    /// </summary>
    public static WeeklyPattern SevenDays { get; } = new(_ => [WorkingHours.Between(10, 20)]);

    public bool HasHours => _days.Any(hours => hours.Count > 0);

    public IReadOnlyList<WorkingHours> On(DayOfWeek day) => _days[(int)day];

    /// <summary>
    /// The hours of an ordinary working day, for a weekend day that is worked by exception (调休): those of the first day from Monday to
    /// Friday that has any.
    /// </summary>
    public IReadOnlyList<WorkingHours> OnOrdinaryDay() =>
        _days[(int)DayOfWeek.Monday..((int)DayOfWeek.Friday + 1)].FirstOrDefault(hours => hours.Count > 0) ?? [];
}
