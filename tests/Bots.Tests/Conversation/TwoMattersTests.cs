using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Two open matters: what is said of one, by its number or by its place in the last list, is done with that one.</summary>
public class TwoMattersTests
{
    private const string Older = "100-0179", Newer = "100-0187";

    [Theory]
    [InlineData("第二个撤回")]
    [InlineData("把第二个撤了")]
    [InlineData("撤回第二个")]
    [InlineData("第2个不办了")]
    [InlineData("第二件事我要撤回")]
    [InlineData("最后一个取消吧")]
    [InlineData("把100-0179撤了")]
    [InlineData("ئىككىنچىسىنى قايتۇرۇۋالىمەن")]
    [InlineData("ئىككىنچى ئىشنى بىكار قىلىڭلار")]
    [InlineData("ئاخىرقىسىنى قايتۇرۇۋالىمەن")]
    [InlineData("cancel the second one")]
    [InlineData("withdraw the second")]
    [InlineData("please cancel the last one")]
    public async Task The_one_that_is_named_is_withdrawn(string text)
    {
        var chat = await OpenTwoAsync();
        var reply = await chat.SendTextAsync(text);
        Assert.Contains(reply.Buttons.SelectMany(row => row), button => button.Code == "withdraw:sure:" + Older);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("催一下第一个", Newer)]
    [InlineData("第一个快点办", Newer)]
    [InlineData("第二个怎么还没人理我", Older)]
    [InlineData("催一下100-0179", Older)]
    [InlineData("100-0179快点", Older)]
    [InlineData("بىرىنچىسىنى تېزراق بېجىرىڭلار", Newer)]
    [InlineData("ئىككىنچىسىگە قاچان جاۋاب بېرىسىلەر", Older)]
    [InlineData("hurry up with the first one", Newer)]
    [InlineData("second one: still no answer", Older)]
    public async Task The_one_that_is_named_is_urged(string text, string number)
    {
        var chat = await OpenTwoAsync();
        await chat.SendTextAsync(text);
        Assert.Equal(number, Assert.Single(chat.Desk.Urged).ToString());
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("第二个")]
    [InlineData("第二个吧")]
    [InlineData("ئىككىنچىسى")]
    [InlineData("the second one")]
    public async Task The_second_means_the_list_that_was_shown_and_not_the_links_or_the_question_since_then(string text)
    {
        foreach (var channel in (ContactChannel[])[ContactChannel.WeChat, ContactChannel.WeCom, ContactChannel.Telegram])
        {
            // Urging all lists them.
            var urged = await OpenTwoAsync(channel, "催一下", text);
            Assert.Contains("add:-:" + Older, CodesOf(urged));

            // "The first is to be withdrawn", and then: no, the second.
            var withdrawn = await OpenTwoAsync(channel, "我的事项", "第一个撤回", text);
            Assert.Contains("withdraw:sure:" + Older, CodesOf(withdrawn));
            Assert.DoesNotContain(withdrawn.Desk.ListTickets(withdrawn.Last.To), ticket => ticket.Withdrawn);

            // Words joined the newer one, and belong to the other.
            var joined = await OpenTwoAsync(channel, "我的事项", "箱子是红色的", text);
            Assert.StartsWith(ChatSession.Texts.Format(joined.Last.Language, "moved", ("number", TicketNumber.Read(Older).Number!.Value)),
                joined.Last.Text, StringComparison.Ordinal);
            Assert.Equal(2, joined.Desk.ListTickets(joined.Last.To).Count);
        }
    }

    [Theory]
    [InlineData("第二个")]
    [InlineData("ئىككىنچىسى")]
    public async Task The_second_answers_the_question_that_is_asked_since_then(string text)
    {
        var chat = await OpenTwoAsync(ContactChannel.WeChat, "我的事项", "/new 化肥没到", text);
        Assert.Equal(TicketKind.ServiceRequest, chat.Desk.Amended[^1].Amendment.Kind);
    }

    [Theory]
    [InlineData("forget about the apples")]
    [InlineData("never mind the apples")]
    [InlineData("ئالمىنى ئۇنتۇپ كېتىڭلار")]
    public async Task Whoever_says_to_forget_one_matter_is_asked_if_it_is_to_be_withdrawn(string text)
    {
        var chat = await OpenTwoAsync(ContactChannel.Telegram, text);
        Assert.Contains("withdraw:sure:" + Older, CodesOf(chat));
        Assert.DoesNotContain(chat.Desk.ListTickets(chat.Last.To), ticket => ticket.Withdrawn);
    }

    [Theory]
    [InlineData("forget about the fees of the apples")]
    [InlineData("don't forget about my apples")]
    [InlineData("please forget my last message")]
    [InlineData("never mind the price of the apples, who pays the postage?")]
    public async Task Other_words_about_forgetting_are_kept(string text)
    {
        var chat = await OpenTwoAsync(ContactChannel.Telegram, text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
        Assert.DoesNotContain(CodesOf(chat), code => code.StartsWith("withdraw:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_a_closed_matter_went_is_shown_and_opens_nothing()
    {
        var chat = await OpenTwoAsync(ContactChannel.Telegram);
        foreach (var number in (string[])[Older, Newer])
            chat.Desk.ChangeTicket(number, ticket => ticket with { Status = TicketStatus.Closed, Unanswered = false });
        await chat.SendTextAsync("苹果的事怎么样了");
        Assert.StartsWith(Older, chat.Last.Text, StringComparison.Ordinal);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    private static async Task<RecordedChat> OpenTwoAsync(ContactChannel channel, params string[] texts)
    {
        var chat = new RecordedChat(channel, Language.ZhHans);
        foreach (var text in (string[])["苹果卖不出去", "随便", "/new 快递丢了，里面是药", "随便"]) await chat.SendTextAsync(text);
        chat.Wait(TimeSpan.FromHours(1));
        foreach (var text in texts) await chat.SendTextAsync(text);
        return chat;
    }

    private static IEnumerable<string> CodesOf(RecordedChat chat) =>
        chat.Last.Buttons.SelectMany(row => row).Select(button => button.Code);

    [Theory]
    [InlineData("冷库那个怎么样了", 0)]
    [InlineData("催一下冷库那个", 2)]
    public async Task A_matter_that_is_pointed_at_and_not_known_lists_or_urges_all(string text, int urged)
    {
        var chat = await OpenTwoAsync();
        var reply = await chat.SendTextAsync(text);
        Assert.True(reply.Text.Contains(Older, StringComparison.Ordinal) && reply.Text.Contains(Newer, StringComparison.Ordinal));
        Assert.Equal(urged, chat.Desk.Urged.Count);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("第一个办好了", "rate:5:" + Newer)]
    [InlineData("第二个解决了", "rate:5:" + Older)]
    [InlineData("100-0179办好了", "rate:5:" + Older)]
    [InlineData("بىرىنچىسى ھەل بولدى", "rate:5:" + Newer)]
    [InlineData("ئىككىنچى ئىش پۈتتى", "rate:5:" + Older)]
    [InlineData("the first one is solved", "rate:5:" + Newer)]
    public async Task The_one_that_is_named_is_solved(string text, string button)
    {
        var chat = await OpenTwoAsync();
        foreach (var number in new[] { Older, Newer })
            chat.Desk.ChangeTicket(number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        var reply = await chat.SendTextAsync(text);
        Assert.Contains(reply.Buttons.SelectMany(row => row), offered => offered.Code == button);
    }

    [Theory]
    [InlineData("第二个还没解决")]
    [InlineData("100-0179还没办好")]
    [InlineData("ئىككىنچىسى تېخى ھەل بولمىدى")]
    [InlineData("the second one is not solved")]
    public async Task The_one_that_is_named_is_opened_again(string text)
    {
        var chat = await OpenTwoAsync();
        foreach (var number in new[] { Older, Newer })
            chat.Desk.ChangeTicket(number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        await chat.SendTextAsync(text);
        Assert.Equal([(Newer, TicketStatus.Resolved), (Older, TicketStatus.InProgress)],
            chat.Desk.ListTickets(chat.Last.To).Select(ticket => (ticket.Number.ToString(), ticket.Status)));
    }

    [Theory]
    [InlineData("第二个怎么样了")]
    [InlineData("第二个有结果了吗")]
    [InlineData("ئىككىنچىسى قانداق بولدى")]
    [InlineData("how is the second one going")]
    public async Task The_state_of_the_one_that_is_named_is_shown(string text)
    {
        var chat = await OpenTwoAsync();
        Assert.StartsWith(Older, (await chat.SendTextAsync(text)).Text.TrimStart('\u2066'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_counts_that_was_shown_last_even_after_other_messages()
    {
        var chat = await OpenTwoAsync();
        await chat.SendTextAsync("第二个撤回");
        await chat.SendTextAsync("算了，留着");
        await chat.SendTextAsync("催一下第一个");
        Assert.Equal(Newer, Assert.Single(chat.Desk.Urged).ToString());
    }

    [Theory]
    [InlineData("第二个撤回", "withdraw:sure:" + Newer)]
    [InlineData("第二件怎么样了", "withdraw:-:" + Newer)]
    [InlineData("最后一个取消吧", "withdraw:sure:" + Newer)]
    [InlineData("第一个撤回", "withdraw:sure:" + Older)]
    [InlineData("بىرىنچىسى قانداق بولدى", "withdraw:-:" + Older)]
    [InlineData("cancel the second one", "withdraw:sure:" + Newer)]
    [InlineData("第三个撤回", "matter:-:" + Older)]
    public async Task Without_a_list_the_first_is_the_oldest(string text, string button)
    {
        var chat = await OpenTwoAsync(isListed: false);
        var reply = await chat.SendTextAsync(text);
        Assert.Contains(reply.Buttons.SelectMany(row => row), offered => offered.Code == button);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("把苹果那个撤了", "withdraw:sure:" + Older)]
    [InlineData("快递的事不用办了", "withdraw:sure:" + Newer)]
    [InlineData("快递的事怎么样了", "withdraw:-:" + Newer)]
    [InlineData("苹果那件有结果了吗", "withdraw:-:" + Older)]
    [InlineData("苹果呢", "withdraw:-:" + Older)]
    [InlineData("ئالما ئىشى قانداق بولدى", "withdraw:-:" + Older)]
    [InlineData("يوللانمىنىڭ ئىشى قانداق بولدى", "withdraw:-:" + Newer)]
    [InlineData("alma ishi qandaq boldi", "withdraw:-:" + Older)]
    [InlineData("how is the parcel one going", "withdraw:-:" + Newer)]
    [InlineData("cancel the apple one", "withdraw:sure:" + Older)]
    [InlineData("那个快递的呢", "withdraw:-:" + Newer)]
    [InlineData("在吗，苹果的事", "withdraw:-:" + Older)]
    [InlineData("苹果那个是投诉", "who:Named:" + Older)]
    [InlineData("第一件是投诉", "who:Named:" + Older)]
    [InlineData("100-0179是投诉", "who:Named:" + Older)]
    [InlineData("快递那件算举报", "who:Named:" + Newer)]
    public async Task What_is_said_beside_a_name_is_done_with_that_matter(string text, string button)
    {
        var chat = await OpenTwoAsync(isListed: false);
        var reply = await chat.SendTextAsync(text);
        Assert.Contains(reply.Buttons.SelectMany(row => row), offered => offered.Code == button);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("苹果那个催一下", Older)]
    [InlineData("快递那件什么时候能答复", Newer)]
    [InlineData("麻烦快递的事快点", Newer)]
    public async Task A_matter_is_urged_by_its_name(string text, string number)
    {
        var chat = await OpenTwoAsync(isListed: false);
        await chat.SendTextAsync(text);
        Assert.Equal(number, Assert.Single(chat.Desk.Urged).ToString());
    }

    [Theory]
    [InlineData("两个都催一下")]
    [InlineData("两件事都催催")]
    [InlineData("都快点")]
    [InlineData("所有的都催一下")]
    [InlineData("ئىككىلىسىنى تېزلىتىڭلار")]
    [InlineData("ھەممىسىنى تېزلىتىڭلار")]
    [InlineData("both of them please hurry")]
    [InlineData("urge both")]
    public async Task All_are_urged_together(string text)
    {
        var chat = await OpenTwoAsync(isListed: false);
        await chat.SendTextAsync(text);
        Assert.Equal(2, chat.Desk.Urged.Count);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("第二个")]
    [InlineData("苹果那个")]
    [InlineData("苹果的")]
    [InlineData("100-0179 · 苹果卖不出去")]
    [InlineData("ئىككىنچىسى")]
    [InlineData("the second one")]
    public async Task Whoever_withdraws_one_of_several_is_asked_which_and_then_once_more(string choice)
    {
        var chat = await OpenTwoAsync(isListed: false);
        var reply = await chat.SendTextAsync("撤回");
        Assert.StartsWith("要撤回哪一件？", reply.Text, StringComparison.Ordinal);
        await chat.SendTextAsync(choice);
        await chat.SendTextAsync("是的");
        Assert.Equal([(Newer, TicketStatus.New), (Older, TicketStatus.Closed)],
            chat.Desk.ListTickets(chat.Last.To).Select(ticket => (ticket.Number.ToString(), ticket.Status)));
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("不撤了，留着")]
    [InlineData("no, keep it")]
    public async Task Whoever_is_asked_which_may_keep_them_all(string text)
    {
        var chat = await OpenTwoAsync(isListed: false);
        await chat.SendTextAsync("撤回");
        await chat.SendTextAsync(text);
        Assert.Equal(2, chat.Desk.Submitted.Count);
        Assert.DoesNotContain(chat.Desk.ListTickets(chat.Last.To), ticket => ticket.Withdrawn);
    }

    [Fact]
    public async Task A_place_in_the_list_confirms_no_withdrawing()
    {
        var chat = await OpenTwoAsync();
        await chat.SendTextAsync("第一个撤回");
        await chat.SendTextAsync("第二个");
        Assert.DoesNotContain(chat.Desk.ListTickets(chat.Last.To), ticket => ticket.Withdrawn);
    }

    [Theory]
    [InlineData("另一件事")]
    [InlineData("另外一件事情")]
    [InlineData("说另外一件事")]
    [InlineData("换个事说")]
    [InlineData("باشقا بىر ئىش")]
    [InlineData("another matter")]
    public async Task Another_matter_that_is_announced_is_one_of_its_own(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去");
        await chat.SendTextAsync(text);
        Assert.Single(chat.Desk.Submitted);
        await chat.SendTextAsync("我弟想学直播");
        Assert.Equal("我弟想学直播", chat.Desk.ListTickets(chat.Last.To)[0].Subject);
    }

    [Theory]
    [InlineData("还有一件新的事：我想学直播")]
    [InlineData("另外一件事，我想学直播")]
    [InlineData("باشقا بىر ئىش، نەق مەيدان سېتىشنى ئۆگەنمەكچى")]
    [InlineData("another matter: I want to learn live selling")]
    public async Task Another_matter_that_is_told_at_once_is_one_of_its_own(string text)
    {
        var chat = await OpenTwoAsync(isListed: false);
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.ListTickets(chat.Last.To)[0].Subject);
    }

    [Theory]
    [InlineData("第一个补充一下：店名叫红枣")]
    [InlineData("第一件，补充一点，店名叫红枣")]
    public async Task What_is_added_to_one_by_its_place_goes_there(string text)
    {
        var chat = await OpenTwoAsync(isListed: false);
        await chat.SendTextAsync(text);
        Assert.Equal((text, Older), (chat.Desk.Submitted[^1].Text, chat.Desk.Submitted[^1].TargetTicket?.ToString()));
    }

    [Theory]
    [InlineData("苹果的事解决了")]
    [InlineData("苹果那个办好了")]
    public async Task Solved_that_is_said_of_another_matter_rates_nothing_here(string text)
    {
        var chat = await OpenTwoAsync(isListed: false);
        var number = TicketNumber.Read(Newer).Number!.Value;
        chat.Desk.ChangeTicket(Newer, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        chat.Desk.SentMessages.Add(new()
        {
            To = chat.Last.To, Text = "找到了。您的事情解决了吗？", Language = Language.ZhHans,
            Buttons = AnswerButtons.ForResolved(Language.ZhHans, number),
        });
        await chat.SendTextAsync(text);
        Assert.Equal((text, Older), (chat.Desk.Submitted[^1].Text, chat.Desk.Submitted[^1].TargetTicket?.ToString()));
    }

    [Theory]
    [InlineData("快递那个催一下", "")]
    [InlineData("快递的事不用办了", "withdraw:sure:" + Newer)]
    [InlineData("100-0187怎么样了", "withdraw:-:" + Newer)]
    [InlineData("100-0187", "withdraw:-:" + Newer)]
    [InlineData("编号100-0187撤了", "withdraw:sure:" + Newer)]
    [InlineData("100-0187快点办", "person")]
    [InlineData("另一件事", "")]
    public async Task What_is_said_of_another_matter_is_no_answer_to_staff(string text, string button)
    {
        var chat = await AskAboutOlderAsync();
        var reply = await chat.SendTextAsync(text);
        Assert.Equal(2, chat.Desk.Submitted.Count);
        Assert.Contains(reply.Buttons.SelectMany(row => row), offered => offered.Code.StartsWith(button, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("三百公斤")]
    [InlineData("快递单号写在快递单上")]
    [InlineData("苹果的还有一半")]
    [InlineData("第二个")]
    public async Task Other_words_are_the_answer_to_staff(string text)
    {
        var chat = await AskAboutOlderAsync();
        await chat.SendTextAsync(text);
        Assert.Equal((text, Older), (chat.Desk.Submitted[^1].Text, chat.Desk.Submitted[^1].TargetTicket?.ToString()));
    }

    [Theory]
    [InlineData("快递那个还没到")]
    [InlineData("快递的事，卖家说不退钱")]
    [InlineData("关于快递，单号是YT12")]
    [InlineData("快递那件单号是YT12")]
    [InlineData("100-0187的单号是YT12")]
    [InlineData("编号100-0187 卖家说不退钱")]
    [InlineData("第二件事，卖家还没退钱")]
    [InlineData("最后一件事，卖家还没退钱")]
    [InlineData("ئىككىنچى ئىش، ساتقۇچى پۇلنى بەرمىدى")]
    [InlineData("the second matter: the seller does not pay")]
    public async Task Words_about_another_matter_go_there_and_staff_are_still_answered(string text)
    {
        var chat = await AskAboutOlderAsync();
        var reply = await chat.SendTextAsync(text);
        Assert.Equal((text, Newer), (chat.Desk.Submitted[^1].Text, chat.Desk.Submitted[^1].TargetTicket?.ToString()));
        Assert.Contains("请问有多少？", reply.Text, StringComparison.Ordinal);
        await chat.SendTextAsync("三百公斤");
        Assert.Equal(("三百公斤", Older), (chat.Desk.Submitted[^1].Text, chat.Desk.Submitted[^1].TargetTicket?.ToString()));
    }

    [Theory]
    [InlineData("第二件有三百公斤")]
    [InlineData("那个快递单上写着三百公斤")]
    [InlineData("关于苹果，有三百公斤")]
    [InlineData("苹果那个有三百公斤")]
    [InlineData("第一件事，有三百公斤")]
    [InlineData("100-0179有三百公斤")]
    public async Task Words_that_share_something_with_another_matter_still_answer_staff(string text)
    {
        var chat = await AskAboutOlderAsync();
        await chat.SendTextAsync(text);
        Assert.Equal((text, Older), (chat.Desk.Submitted[^1].Text, chat.Desk.Submitted[^1].TargetTicket?.ToString()));
    }

    [Fact]
    public async Task One_more_thing_is_no_answer_to_staff()
    {
        var chat = await AskAboutOlderAsync();
        await chat.SendTextAsync("还有一件事，化肥没到");
        Assert.Equal("还有一件事，化肥没到", chat.Desk.ListTickets(chat.Last.To)[0].Subject);
        Assert.Equal(TicketStatus.WaitingForResident,
            chat.Desk.ListTickets(chat.Last.To).Single(ticket => ticket.Number.ToString() == Older).Status);
    }

    private static async Task<ChatSession> AskAboutOlderAsync()
    {
        var chat = await OpenTwoAsync(isListed: false);
        chat.Desk.ChangeTicket(Older, ticket => ticket with
        {
            Status = TicketStatus.WaitingForResident,
            Unanswered = false,
            Answers = [new(InMemoryDesk.Due.AddDays(-1), "请问有多少？", AnswerKind.NeedFromYou)],
        });
        chat.Desk.SentMessages.Add(new()
        {
            To = chat.Last.To, Text = "请问有多少？", Language = Language.ZhHans,
            Buttons = AnswerButtons.ForQuestion(Language.ZhHans, TicketNumber.Read(Older).Number!.Value),
        });
        return chat;
    }

    [Theory]
    [InlineData("快递什么时候到")]
    [InlineData("快递客服一直不理我")]
    [InlineData("苹果有三个品种，两个品种卖不掉")]
    [InlineData("订单取消了，苹果退回来了")]
    public async Task Words_about_what_a_matter_is_about_are_kept(string text)
    {
        var chat = await OpenTwoAsync(isListed: false);
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
        Assert.Empty(chat.Desk.Urged);
    }

    [Theory]
    [InlineData("第二天还没有发货")]
    [InlineData("第一次买东西就被骗了")]
    [InlineData("一个月了钱还没到账")]
    [InlineData("第二个包裹还没到，第一个到了")]
    [InlineData("ئىككىنچى قېتىم مال كەلمىدى، پۇلنى بەرمىدى")]
    [InlineData("it is the second time that my parcel is lost")]
    public async Task Other_words_with_an_ordinal_stay_words(string text)
    {
        var chat = await OpenTwoAsync();
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("快递单号是YT12", Newer)]
    [InlineData("快递到底寄哪去了我也不知道", Newer)]
    [InlineData("苹果有两百公斤", Older)]
    [InlineData("苹果怎么寄出去", Older)]
    public async Task Words_that_name_a_matter_go_to_it(string text, string number)
    {
        var chat = await OpenTwoAsync();
        await chat.SendTextAsync(text);
        Assert.Equal(number, chat.Desk.Submitted[^1].TargetTicket?.ToString());
    }

    [Theory]
    [InlineData("苹果有两百公斤", Newer)]
    [InlineData("明天我去", Newer)]
    [InlineData("快递还是没有人管啊，苹果倒是卖了", Older)]
    public async Task Words_about_an_open_matter_open_no_resolved_one_again(string text, string resolved)
    {
        var chat = await OpenTwoAsync();
        chat.Desk.ChangeTicket(resolved, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        await chat.SendTextAsync(text);
        Assert.Equal(TicketStatus.Resolved,
            chat.Desk.ListTickets(chat.Last.To).Single(ticket => ticket.Number.ToString() == resolved).Status);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public async Task Solved_is_said_of_the_resolved_one_if_nothing_is_owed_in_the_other()
    {
        var chat = await OpenTwoAsync();
        chat.Desk.ChangeTicket(Older, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        chat.Desk.ChangeTicket(Newer, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        var reply = await chat.SendTextAsync("解决了");
        Assert.Contains(reply.Buttons.SelectMany(row => row), offered => offered.Code == "rate:5:" + Older);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    private static async Task<ChatSession> OpenTwoAsync(bool isListed = true)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去");
        await chat.SendTextAsync("/new 快递丢了");
        if (isListed) await chat.SendTextAsync("看我的事项");
        return chat;
    }
}
