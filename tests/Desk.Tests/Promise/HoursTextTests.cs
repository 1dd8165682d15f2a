using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>The hours of a day as staff type them.</summary>
public class HoursTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("10:00-14:00, 15:30-19:30", "10:00-14:00, 15:30-19:30")]
    [InlineData("15:30-19:30 10:00-14:00", "10:00-14:00, 15:30-19:30")]
    [InlineData("10-20", "10:00-20:00")]
    [InlineData("１０：００—１４：００、１５：３０～１９：３０", "10:00-14:00, 15:30-19:30")]
    [InlineData("10:00 至 14:00", "10:00-14:00")]
    [InlineData("10.00 – 14.00 + 15.30 – 19.30", "10:00-14:00, 15:30-19:30")]
    [InlineData("١٠:٠٠-١٤:٠٠، ١٥:٣٠-١٩:٣٠", "10:00-14:00, 15:30-19:30")]
    [InlineData("0:00-24:00", "00:00-24:00")]
    public void Hours_are_read_from_any_keyboard(string typed, string stored) =>
        Assert.Equal(stored, HoursText.Format(HoursText.TryParse(typed)!));

    [Theory]
    [InlineData("from ten to two")]
    [InlineData("10:00")]
    [InlineData("10:00-")]
    [InlineData("10:00-14:00-15:00")]
    [InlineData("10:60-14:00")]
    [InlineData("10:0-14:00")]
    [InlineData("25-26")]
    [InlineData("22:00-24:30")]
    [InlineData("-1-5")]
    [InlineData("10:00:00-14:00:00")]
    public void Other_texts_are_not_read(string typed) => Assert.Null(HoursText.TryParse(typed));

    [Fact]
    public void A_very_long_text_is_not_read() => Assert.Null(HoursText.TryParse(new string('1', 100_000)));

    [Fact]
    public void A_reversed_part_is_read_and_found_to_be_invalid() =>
        Assert.False(Assert.Single(HoursText.TryParse("20:00-10:00")!).IsValid);
}
