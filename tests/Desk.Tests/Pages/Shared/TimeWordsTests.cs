using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Pages.Shared;

public class TimeWordsTests
{
    [Theory]
    [InlineData(Language.ZhHans, 3 * 60, "还剩 3 小时")]
    [InlineData(Language.Ug, 3 * 60, "3 سائەت قالدى")]
    [InlineData(Language.En, 3 * 60, "3 hours left")]
    [InlineData(Language.ZhHans, -2 * 60, "超时 2 小时")]
    [InlineData(Language.Ug, -2 * 60, "2 سائەت كېچىكتى")]
    [InlineData(Language.En, -60, "1 hour late")]
    [InlineData(Language.En, 47 * 60, "47 hours left")]
    [InlineData(Language.En, 5 * 24 * 60, "5 days left")]
    [InlineData(Language.ZhHans, 25, "还剩 25 分钟")]
    [InlineData(Language.Ug, 25, "25 مىنۇت قالدى")]
    public void Time_left_is_worded_naturally(Language language, int minutes, string words) =>
        Assert.Equal(words, TimeTexts.FormatTimeLeft(language, TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(Language.ZhHans, -20, "刚刚超时")]
    [InlineData(Language.Ug, -20, "ھازىرلا كېچىكتى")]
    [InlineData(Language.En, 0, "just missed")]
    [InlineData(Language.ZhHans, 20, "还剩不到 1 分钟")]
    [InlineData(Language.En, 20, "under a minute left")]
    public void The_last_minute_and_the_first_late_one_have_their_own_wording(Language language, int seconds, string words) =>
        Assert.Equal(words, TimeTexts.FormatTimeLeft(language, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(Language.ZhHans, "48:00:00", "48 小时")]
    [InlineData(Language.En, "72:00:00", "72 hours")]
    [InlineData(Language.En, "01:00:00", "1 hour")]
    [InlineData(Language.En, "01:30:00", "90 minutes")]
    [InlineData(Language.ZhHans, "00:03:00", "3 分钟")]
    [InlineData(Language.Ug, "00:03:00", "3 مىنۇت")]
    [InlineData(Language.En, "00:00:05", "5 seconds")]
    public void A_response_time_is_worded_exactly(Language language, string length, string words)
    {
        var parts = length.Split(':').Select(int.Parse).ToArray();
        Assert.Equal(words, TimeTexts.FormatLength(language, new(parts[0], parts[1], parts[2])));
    }

    [Fact]
    public void Time_left_is_never_rounded_up() =>
        Assert.Equal("2 hours left", TimeTexts.FormatTimeLeft(Language.En, TimeSpan.FromMinutes(179)));

    [Theory]
    [InlineData(-1, "late")]
    [InlineData(60, "soon")]
    [InlineData(600, "ok")]
    public void Time_left_has_a_meaning(int minutes, string meaning) =>
        Assert.Equal(meaning, TimeTexts.GetUrgency(TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("00:03:00", "00:01:30", "ok")]
    [InlineData("00:03:00", "00:00:45", "soon")]
    [InlineData("00:03:00", "-00:00:01", "late")]
    [InlineData("2.00:00:00", "04:30:00", "ok")]
    [InlineData("2.00:00:00", "04:00:00", "soon")]
    public void Only_the_last_quarter_of_a_short_cycle_is_soon(string whole, string left, string meaning) =>
        Assert.Equal(meaning, TimeTexts.GetUrgency(TimeSpan.Parse(left, CultureInfo.InvariantCulture),
            TimeSpan.Parse(whole, CultureInfo.InvariantCulture)));
}
