using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Words that only answer, figures, and names of media, where nothing was asked that they could belong to.</summary>
public partial class SaidListTests
{
    [Fact]
    public Task Words_that_only_answer_open_no_ticket_in_a_new_chat() => AllAsync("answers-to-nothing", async (chat, text) =>
        HasText(await chat.SendTextAsync(text), "nothing.asked") && HasButton(chat.Last, "new") && chat.Desk.Submitted.Count == 0);

    [Fact]
    public Task They_are_no_part_of_the_matter_that_follows() => AllAsync("answers-to-nothing", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        await chat.SendTextAsync(First);
        return chat.Desk.Submitted is [{ Text: First }];
    });

    [Fact]
    public Task Words_with_a_matter_in_them_open_a_ticket() => AllAsync("more-than-answers-to-nothing", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted is [{ Text: var kept }] && kept == text;
    });

    [Theory]
    [InlineData("不用了")]
    [InlineData("不需要了")]
    [InlineData("no need")]
    public async Task They_open_none_where_every_ticket_is_closed(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        Close(chat, isRated: true);
        Assert.True(HasText(await chat.SendTextAsync(text), "nothing.asked"));
        Assert.Single(chat.Desk.ListTickets(chat.Last.To));
    }

    [Theory]
    [InlineData("满意", 4)]
    [InlineData("一般", 3)]
    [InlineData("ناھايىتى رازى", 5)]
    public async Task A_rating_of_a_closed_ticket_is_one(string text, int score)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        Close(chat, isRated: false);
        await chat.SendTextAsync(text);
        Assert.Equal(score, chat.Desk.Ratings.GetValueOrDefault(Ticket).Score);
        Assert.Single(chat.Desk.ListTickets(chat.Last.To));
    }

    [Theory]
    [InlineData("不满意")]
    [InlineData("还没解决")]
    [InlineData("又卖不出去了")]
    public async Task Blame_where_every_ticket_is_closed_is_a_matter(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        Close(chat, isRated: false);
        await chat.SendTextAsync(text);
        Assert.Equal(2, chat.Desk.ListTickets(chat.Last.To).Count);
    }

    [Theory]
    [InlineData("算了")]
    [InlineData("不用了")]
    [InlineData("取消")]
    [InlineData("كېرەك ئەمەس")]
    [InlineData("never mind")]
    public async Task Whoever_does_not_tell_the_new_matter_withdraws_no_other(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("说一件新事");
        await chat.SendTextAsync(text);
        Assert.False(HasButton(chat.Last, "withdraw:"), chat.Last.Text);
        await chat.SendTextAsync("已经烂了一筐");
        Assert.True(chat.Desk.ListTickets(chat.Last.To) is [{ Status: TicketStatus.New, Subject: First }]);
    }

    [Fact]
    public async Task An_angry_face_alone_is_invited_to_tell()
    {
        var chat = new ChatSession();
        Assert.True(HasText(await chat.SendTextAsync("😡"), "greeting.first"));
        await chat.SendTextAsync(First);
        Assert.Equal("😡\n" + First, Assert.Single(chat.Desk.Submitted).Text);
    }

    [Fact]
    public Task A_figure_joins_the_matter_that_is_open_and_is_no_number() => AllAsync("figures", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        return HasText(await chat.SendTextAsync(text), "joined") && chat.Desk.Submitted is [_, { Text: var kept }] && kept == text;
    });

    [Fact]
    public Task A_figure_without_a_matter_is_kept_for_it() => AllAsync("figures", async (chat, text) =>
    {
        var isGreeted = HasText(await chat.SendTextAsync(text), "greeting.first") && chat.Desk.Submitted.Count == 0;
        await chat.SendTextAsync(First);
        return isGreeted && chat.Desk.Submitted is [{ Text: var kept }] && kept == text + "\n" + First;
    });

    [Fact]
    public Task A_figure_with_words_of_its_own_is_a_matter() => AllAsync("no-figures", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted is [{ Text: var kept }] && kept == text;
    });

    [Fact]
    public Task The_mere_name_of_a_voice_or_photo_is_said_to_be_that() => AllAsync("names-of-media", async (chat, text) =>
        HasText(await chat.SendTextAsync(text), "media.missing") && chat.Desk.Submitted.Count == 0);

    [Fact]
    public async Task The_name_of_a_voice_is_no_beginning_of_the_matter_that_follows()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("[语音]");
        await chat.SendTextAsync(First);
        Assert.Equal(First, Assert.Single(chat.Desk.Submitted).Text);
    }

    [Theory]
    [InlineData("[语音] 红枣卖不出去了")]
    [InlineData("[强] 还有一个问题")]
    [InlineData("[枣] 多少钱")]
    public async Task With_words_beside_it_it_is_a_matter(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(text);
        Assert.Equal(text, Assert.Single(chat.Desk.Submitted).Text);
    }

    [Fact]
    public Task News_after_an_answer_starts_no_clock() => AllAsync("news-after-answer", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "请到二楼办理。", Language = Language.ZhHans, Buttons = [] });
        return HasText(await chat.SendTextAsync(text), "comment.kept") && chat.Desk.Submitted[^1] is { IsCourtesy: true }
            && chat.Desk.ListTickets(chat.Last.To) is [{ Unanswered: false }];
    });

    [Theory]
    [InlineData("我家有两千斤红枣卖不掉", "那个卖枣的事咋样了")]
    [InlineData("我家有两千斤红枣卖不掉", "枣子那个事有结果了吗")]
    [InlineData("抖音店被封了", "封店的事办得怎么样了")]
    public async Task The_state_of_a_matter_that_is_pointed_at_is_shown(string matter, string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(matter);
        Assert.Contains(Number, (await chat.SendTextAsync(text)).Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Submitted);
    }

    [Theory]
    [InlineData("培训班的事怎么样了")]
    [InlineData("我邻居的事你们管不管")]
    public async Task What_is_asked_about_another_thing_is_kept(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我家有两千斤红枣卖不掉");
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("红枣卖不掉，怎么办", "红枣卖掉了")]
    [InlineData("红枣卖不掉，怎么办", "枣子都拉走了")]
    [InlineData("پوچتىدا مېنىڭ گىلىمىم يوقاپ كەتتى", "گىلەم تېپىلدى، رەھمەت سىلەرگە")]
    [InlineData("ياڭىقىم سېتىلمىدى", "ياڭاق سېتىلدى")]
    public async Task What_was_sold_or_found_is_solved(string matter, string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(matter);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        Assert.True(HasButton(await chat.SendTextAsync(text), "rate:"), chat.Last.Text);
        Assert.True(IsStill(chat, TicketStatus.Resolved));
    }

    [Theory]
    [InlineData("我还想问一下贷款")]
    [InlineData("另外我想问问培训班")]
    public async Task Another_thing_asked_after_a_resolved_ticket_does_not_reopen_it(string text)
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("谢谢");
        await chat.SendTextAsync(text);
        Assert.True(chat.Desk.ListTickets(chat.Last.To) is [{ Status: TicketStatus.New }, { Status: TicketStatus.Resolved }]);
    }

    [Fact]
    public async Task The_same_thing_asked_after_it_was_resolved_reopens_it()
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("我还想问一下苹果的价格");
        Assert.True(IsStill(chat, TicketStatus.InProgress));
    }

    private static void Close(ChatSession chat, bool isRated) => chat.Desk.ChangeTicket(
        Number, ticket => ticket with { Status = TicketStatus.Closed, Unanswered = false, Rated = isRated });
}
