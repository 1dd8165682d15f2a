using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>Some residents use Beijing time and some Xinjiang time, so a promised time always says which it is.</summary>
public class TimeLabelTests
{
    [Fact]
    public void Bots_name_the_zone_wherever_they_name_a_due_time()
    {
        var texts = LanguageTag.All.SelectMany(language => TextFiles.Read(LanguageTag.From(language)))
            .Where(text => !DeskTexts.Contains(text.Key) && text.Value.Contains("{due}", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Contains("{zone}", text.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "北京时间")]
    [InlineData("Asia/Urumqi", "新疆时间")]
    [InlineData("Europe/Berlin", "UTC+01:00")]
    public void A_labelled_time_names_its_zone(string zone, string label) => Assert.Contains(label,
        new TimeFormatter(TimeZoneInfo.FindSystemTimeZoneById(zone)).DateAndTimeWithZone(Language.ZhHans, DateTimeOffset.UnixEpoch),
        StringComparison.Ordinal);
}
