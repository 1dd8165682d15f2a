using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Answers of residents who were asked about several tickets and speak of all of them.</summary>
public class AllTicketsTests
{
    private const string First = "100-0179", Second = "100-0187";

    [Theory]
    [InlineData(Language.ZhHans, "都解决了")]
    [InlineData(Language.ZhHans, "全都办好了")]
    [InlineData(Language.ZhHans, "两件都好了")]
    [InlineData(Language.ZhHans, "两个都办妥了谢谢")]
    [InlineData(Language.ZhHans, "我的事都办好了")]
    [InlineData(Language.ZhHans, "俩事都解决了")]
    [InlineData(Language.Ug, "ھەممىسى ھەل بولدى")]
    [InlineData(Language.Ug, "ئىككىلىسى ھەل بولدى")]
    [InlineData(Language.Ug, "ئىشلىرىمنىڭ ھەممىسى پۈتتى")]
    [InlineData(Language.Ug, "hemmisi hel boldi")]
    [InlineData(Language.Ug, "һәммиси һәл болди")]
    [InlineData(Language.En, "all solved")]
    [InlineData(Language.En, "both are solved, thank you")]
    [InlineData(Language.En, "everything is fixed")]
    public async Task All_solved_asks_for_each_rating_one_by_one(Language language, string text)
    {
        var chat = await AskAboutTwoAsync(language);
        await chat.SendTextAsync(text);
        Assert.Contains(Second, chat.Last.Text, StringComparison.Ordinal);
        await chat.SendTextAsync("5");
        Assert.Contains(First, chat.Last.Text, StringComparison.Ordinal);
        await chat.SendTextAsync("4");
        Assert.Equal([4, 5], chat.Desk.Ratings.OrderBy(rating => rating.Key.ToString()).Select(rating => rating.Value.Score));
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("都没解决")]
    [InlineData("两件都没办好")]
    [InlineData("ئىككىلىسى تېخى بولمىدى")]
    [InlineData("both not solved")]
    [InlineData("都不满意")]
    public async Task None_solved_reopens_each_with_the_words(string text)
    {
        var chat = await AskAboutTwoAsync(Language.ZhHans);
        await chat.SendTextAsync(text);
        Assert.Equal([text, text], chat.Desk.ReopenedWith);
        Assert.All(chat.Desk.ListTickets(chat.Last.To), ticket => Assert.Equal(TicketStatus.InProgress, ticket.Status));
    }

    [Theory]
    [InlineData("都满意")]
    [InlineData("两件都满意")]
    [InlineData("ھەممىسىدىن رازى")]
    public async Task A_good_word_for_all_rates_each(string text)
    {
        var chat = await AskAboutTwoAsync(Language.ZhHans);
        await chat.SendTextAsync(text);
        Assert.Equal([4, 4], chat.Desk.Ratings.Values.Select(rating => rating.Score));
    }

    [Fact]
    public async Task Whoever_rates_the_first_low_is_asked_for_the_reason_and_no_further_rating()
    {
        var chat = await AskAboutTwoAsync(Language.ZhHans);
        await chat.SendTextAsync("都解决了");
        await chat.SendTextAsync("2");
        Assert.DoesNotContain(First, chat.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_about_money_that_speak_of_all_of_it_are_about_the_ticket_that_was_asked_about()
    {
        var chat = await AskAboutTwoAsync(Language.ZhHans);
        await chat.SendTextAsync("钱都没到");
        Assert.Single(chat.Desk.ListTickets(chat.Last.To), ticket => ticket.Status is TicketStatus.Resolved);
    }

    private static async Task<RecordedChat> AskAboutTwoAsync(Language language)
    {
        var chat = new RecordedChat(ContactChannel.Telegram, language);
        await chat.SendTextAsync(language switch
        {
            Language.Ug => "ئالما سېتىلمايۋاتىدۇ",
            Language.En => "my apples do not sell",
            _ => "苹果卖不出去",
        });
        await chat.SendTextAsync(language switch
        {
            Language.Ug => "يەنە بىر ئىش: دۇكىنىم ئېچىلمايۋاتىدۇ",
            Language.En => "one more thing: the page does not open",
            _ => "另外还有件事：抖音账号登不上去",
        });
        chat.AskIfSolved(First);
        chat.AskIfSolved(Second);
        return chat;
    }
}
