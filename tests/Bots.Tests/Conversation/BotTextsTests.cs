using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

public class BotTextsTests
{
    // Loading proves that keys and placeholders are equal in all languages. This proves that all keys built by code exist.
    [Fact]
    public void Every_text_key_built_by_code_exists()
    {
        var keys = ButtonCodes.MenuCommands.Select(code => "command." + code)
            .Concat(Enum.GetValues<MediaKind>().Select(content => "content." + EnumCode.From(content)))
            .Concat(Enum.GetValues<TicketStatus>().Select(status => "status." + EnumCode.From(status)))
            .Append("button.new").Append("button.matters");
        Assert.All(keys, key => Assert.True(BotTexts.Catalog.Contains(key), key));
    }

    [Fact]
    public void Ticket_numbers_in_Uyghur_texts_are_isolated_left_to_right_so_that_hyphens_do_not_reorder_them()
    {
        foreach (var key in BotTexts.Catalog.Keys.Where(key => BotTexts.Catalog.Placeholders(key).Contains("number")))
        {
            var values = BotTexts.Catalog.Placeholders(key).Select(name => (name, (object)$"<{name}>")).ToArray();
            Assert.Contains("\u2066<number>\u2069", BotTexts.Catalog.Format(Language.Ug, key, values), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, "for one year after it ended", "办结后保存一年", "بىر يىل ساقلاپ")]
    [InlineData(2, "for 2 years after it ended", "办结后保存2年", "2 يىل ساقلاپ")]
    public void The_privacy_notice_tells_one_year_and_several(int years, string english, string chinese, string uyghur)
    {
        var texts = new BotTexts(TimeZoneInfo.Utc, (_, _) => "", new ConversationOptions { KeepYears = years });
        Assert.Contains(english, texts.PrivacyNotice(Language.En), StringComparison.Ordinal);
        Assert.Contains(chinese, texts.PrivacyNotice(Language.ZhHans), StringComparison.Ordinal);
        Assert.Contains(uyghur, texts.PrivacyNotice(Language.Ug), StringComparison.Ordinal);
    }
}
