using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Ticket numbers and codes in the words of a resident.</summary>
public class NumberInTextTests
{
    private const string Number = "100-0179";

    [Theory]
    [InlineData("100-0179")]
    [InlineData("1000179")]
    [InlineData("１００－０１７９")]
    [InlineData("١٠٠٠١٧٩")]
    [InlineData("编号100-0179")]
    [InlineData("100-0179办得怎么样了")]
    [InlineData("编号1000179办得怎么样了？")]
    [InlineData("1000179 قانداق بولدى")]
    [InlineData("any news about 100-0179?")]
    [InlineData("how is 100-0179 getting on")]
    public async Task A_number_of_ones_own_shows_the_state(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        var shown = await chat.SendTextAsync(text);
        Assert.Contains(Number, shown.Text, StringComparison.Ordinal);
        Assert.Contains($"withdraw:-:{Number}", shown.Buttons.SelectMany(row => row).Select(button => button.Code));
        Assert.Single(chat.Desk.Submitted);
    }

    [Theory]
    [InlineData("编号100-0179 查询码K7M2QX34")]
    [InlineData("编号：100-0179，查询码：k7m2qx34")]
    [InlineData("编号１０００１７９查询码Ｋ７Ｍ２ＱＸ３４")]
    [InlineData("نومۇر 100-0179 سۈرۈشتۈرۈش كودى K7M2QX34")]
    [InlineData("number 100-0179 code K7M2QX34")]
    public async Task A_number_with_its_tracking_code_shows_the_state_in_any_chat(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        var shown = await chat.InOtherChat("chat-2").SendTextAsync(text);
        Assert.Contains("我的快递丢了", shown.Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Submitted);
    }

    [Theory]
    [InlineData("100-0179", "这个聊天里没有这个编号")]
    [InlineData("编号100-0179办得怎么样了", "这个聊天里没有这个编号")]
    [InlineData("编号100-0179 查询码AAAA2222", "编号和查询码对不上")]
    [InlineData("135790", "这个接答复码没有接上")]
    [InlineData("/start 135790", "这个接答复码没有接上")]
    [InlineData("接答复码 135 790", "这个接答复码没有接上")]
    [InlineData("12345678", "这个数字我们对不上")]
    [InlineData("90210", "这个数字我们对不上")]
    public async Task A_number_that_leads_nowhere_is_said_so_and_opens_nothing(string text, string notice)
    {
        var chat = new ChatSession();
        Assert.StartsWith(notice, (await chat.SendTextAsync(text)).Text, StringComparison.Ordinal);
        Assert.Empty(chat.Desk.Submitted);
    }

    [Fact]
    public async Task An_unknown_number_is_kept_for_the_words_that_follow_it()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("90210");
        await chat.SendTextAsync("这个单号的快递没到");
        Assert.Equal("90210\n这个单号的快递没到", Assert.Single(chat.Desk.Submitted).Text);
    }

    [Fact]
    public async Task An_unknown_number_with_words_is_a_matter()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("快递单号 8812345678901 还没到");
        Assert.Equal("快递单号 8812345678901 还没到", Assert.Single(chat.Desk.Submitted).Text);
    }

    [Fact]
    public async Task A_number_that_staff_asked_for_joins_the_open_ticket()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        await chat.SendTextAsync("8812345678901");
        Assert.Equal(["我的快递丢了", "8812345678901"], chat.Desk.Submitted.Select(message => message.Text));
    }
}
