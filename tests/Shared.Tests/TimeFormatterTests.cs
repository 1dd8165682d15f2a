using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class TimeFormatterTests
{
    private static readonly DateTimeOffset At = new(2026, 12, 31, 20, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Language.ZhHans, "2027年1月1日 星期五 04:05（北京时间）")]
    [InlineData(Language.Ug, "2027-يىلى 1-ئاينىڭ 1-كۈنى، جۈمە، سائەت 04:05 (بېيجىڭ ۋاقتى)")]
    [InlineData(Language.En, "Friday 1 January 2027, 04:05 (Beijing time)")]
    public void A_time_is_shown_with_date_weekday_and_time_zone(Language language, string shown) =>
        Assert.Equal(shown, In("Asia/Shanghai").DateAndTimeWithZone(language, At));

    [Theory]
    [InlineData(Language.ZhHans, "2027年1月1日 星期五")]
    [InlineData(Language.Ug, "2027-يىلى 1-ئاينىڭ 1-كۈنى، جۈمە")]
    [InlineData(Language.En, "Friday 1 January 2027")]
    public void A_day_is_shown_in_the_order_of_its_language(Language language, string shown) =>
        Assert.Equal(shown, In("Asia/Shanghai").DateAndWeekday(language, At));

    [Fact]
    public void Other_time_zones_are_labelled_with_their_name_or_offset()
    {
        Assert.Equal("2027年1月1日 星期五 02:05（新疆时间）", In("Asia/Urumqi").DateAndTimeWithZone(Language.ZhHans, At));
        Assert.Equal("Thursday 31 December 2026, 20:05 (UTC+00:00)", In("Etc/UTC").DateAndTimeWithZone(Language.En, At));
    }

    [Fact]
    public void The_culture_of_the_machine_has_no_effect()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new("fa-IR");
            Assert.Equal("2027年1月1日 星期五 04:05", In("Asia/Shanghai").DateAndTime(Language.ZhHans, At));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static TimeFormatter In(string timeZone) => new(TimeZoneInfo.FindSystemTimeZoneById(timeZone));
}
