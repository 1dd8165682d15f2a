using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Web;

public class TimeIsTold
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
    [InlineData(Language.Ug, 25, "25 مىنۇت قالدى")]
    public void What_is_left_is_said_as_people_say_it(Language language, int minutes, string words) =>
        Assert.Equal(words, TimeWords.Left(language, TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Time_left_is_never_rounded_up() =>
        Assert.Equal("2 hours left", TimeWords.Left(Language.En, TimeSpan.FromMinutes(179)));

    [Theory]
    [InlineData(-1, "late")]
    [InlineData(60, "soon")]
    [InlineData(600, "ok")]
    public void Its_meaning_goes_with_it(int minutes, string meaning) => Assert.Equal(meaning, TimeWords.Meaning(TimeSpan.FromMinutes(minutes)));
}
