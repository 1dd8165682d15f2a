using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>Times that people type in forms.</summary>
public sealed class StatedTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-25T10:00", "2026-11-25T09:00Z")]
    [InlineData("2026-11-25T10:00:30", "2026-11-25T09:00:30Z")]
    [InlineData(" 2026-07-25 10:00 ", "2026-07-25T08:00Z")]
    [InlineData("2026-11-25", "2026-11-24T23:00Z")]
    public void A_time_is_read_in_the_shown_time_zone(string typed, string meant)
    {
        var faults = new List<FieldFault>();
        Assert.Equal(DateTimeOffset.Parse(meant), StatedTime.Read(faults, "at", typed, Berlin));
        Assert.Empty(faults);
    }

    [Fact]
    public void A_day_ends_with_its_last_minute() =>
        Assert.Equal(DateTimeOffset.Parse("2026-11-25T22:59Z"), StatedTime.Read([], "at", "2026-11-25", Berlin, endOfDay: true));

    [Theory]
    [InlineData("gestern")]
    [InlineData("25.11.2026 10:00")]
    [InlineData("2026-03-29T02:30")] // Clocks went from 2:00 to 3:00.
    public void A_text_that_is_no_time_is_a_fault_of_its_field(string typed)
    {
        var faults = new List<FieldFault>();
        Assert.Null(StatedTime.Read(faults, "at", typed, Berlin));
        Assert.Equal(("at", "timeUnreadable"), (Assert.Single(faults).Field, faults[0].Code));
    }
}
