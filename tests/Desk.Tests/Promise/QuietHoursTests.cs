using EcomCenter.Desk.Promise;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Promise;

public class QuietHoursTests
{
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("22:00-08:00", 23, 32)]
    [InlineData("22:00-08:00", 7, 8)]
    [InlineData("22:00-08:00", 8, null)]
    [InlineData("22:00-08:00", 21, null)]
    [InlineData("22-08", 22, 32)]
    [InlineData("13:00-15:00", 14, 15)]
    [InlineData("00:00-24:00", 14, 24)]
    [InlineData("", 3, null)]
    public void The_end_of_the_quiet_hours_is_found(string text, int hour, int? end) => Assert.Equal(
        end is { } at ? Monday.At(at) : (DateTimeOffset?)null, QuietHours.FindEnd(text, Monday.At(hour), Beijing));

    [Theory]
    [InlineData("22:00", false)]
    [InlineData("22:00-22:00", false)]
    [InlineData("25:00-08:00", false)]
    [InlineData("at night", false)]
    [InlineData("22:00-08:00", true)]
    [InlineData("", true)]
    public void A_text_that_is_no_part_of_the_day_is_refused(string text, bool isValid) => Assert.Equal(isValid, QuietHours.IsValid(text));
}
