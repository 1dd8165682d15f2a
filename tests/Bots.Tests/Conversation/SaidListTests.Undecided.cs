using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Words of residents who take none of the choices, and of those who have lost a code.</summary>
public partial class SaidListTests
{
    [Theory]
    [InlineData("unsure")]
    [InlineData("leaves-choice")]
    public Task A_kind_that_is_left_to_the_centre_ends_the_question(string list) => AllAsync(list, async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        var isEnded = HasText(await chat.SendTextAsync(text), "choice.left") && chat.Desk.Submitted.Count == 1
            && chat.Desk.Amended.Count == 0;
        await chat.SendTextAsync("谢谢");
        return isEnded && !HasButton(chat.Last, "kind:");
    });

    [Theory]
    [InlineData("unsure")]
    [InlineData("leaves-choice")]
    public Task A_service_that_is_left_to_the_centre_is_none(string list) => AllAsync(list, async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("咨询");
        return HasButton(await chat.SendTextAsync(text), "noPhone:") && chat.Desk.Amended[^1].Amendment.ServiceItem is null
            && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task A_name_is_told_to_the_centre_only_where_nobody_chose() => AllAsync("unsure", async (chat, text) =>
    {
        await chat.SendTextAsync("我要举报一家店，卖假货");
        await chat.SendTextAsync(text);
        return chat.Desk.Amended is [{ Amendment: { Anonymity: Anonymity.Hidden, Name: null } }] && chat.Desk.Submitted.Count == 1;
    });

    [Theory]
    [InlineData("unsure")]
    [InlineData("leaves-choice")]
    public Task Details_are_left_as_they_are(string list) => AllAsync(list, async (chat, text) =>
    {
        await AskPhoneAsync(chat);
        var isSkipped = HasButton(await chat.SendTextAsync(text), "right:");
        return isSkipped && HasButton(await chat.SendTextAsync(text), "matters") && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task Whoever_does_not_know_yet_if_it_is_solved_reopens_nothing() => AllAsync("unsure", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        return HasText(chat.Last, "solved.unsure") && HasButton(chat.Last, "notSolved:") && IsStill(chat, TicketStatus.Resolved)
            && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task Whoever_only_guesses_that_it_is_solved_reopens_nothing() => AllAsync("maybe-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        return HasText(await chat.SendTextAsync(text), "solved.unsure") && IsStill(chat, TicketStatus.Resolved);
    });

    [Fact]
    public Task Whoever_only_guesses_so_is_heard_as_usual_at_another_question() => AllAsync("maybe-solved", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task A_rating_that_is_left_to_the_centre_is_none() => AllAsync("unsure", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        return HasText(chat.Last, "rate.skipped") && IsStill(chat, TicketStatus.Resolved) && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task Nothing_is_withdrawn_by_whoever_does_not_know() => AllAsync("unsure", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("撤回");
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.New) && chat.Desk.Submitted.Count == 1;
    });

    [Theory]
    [InlineData("unsure")]
    [InlineData("leaves-choice")]
    public Task A_person_answers_whoever_can_not_tell_if_the_known_answer_helps(string list) => AllAsync(list, async (chat, text) =>
    {
        chat.Desk.SuggestedAnswer = new("q1", "怎么开店？", "请带身份证。");
        await chat.SendTextAsync("怎么开网店");
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.New) && chat.Desk.Submitted.Count == 1;
    });

    [Theory]
    [InlineData("unsure")]
    [InlineData("leaves-choice")]
    public Task Whoever_chooses_nothing_of_the_menu_is_asked_for_the_matter(string list) => AllAsync(list, async (chat, text) =>
    {
        await chat.SendTextAsync("菜单");
        return HasText(await chat.SendTextAsync(text), "choice.menu") && chat.Desk.Submitted.Count == 0;
    });

    [Theory]
    [InlineData("不知道选哪个，反正我的快递丢了")]
    [InlineData("你们看着办吧，我就是想把钱要回来")]
    [InlineData("I don't know which one, my parcel is lost")]
    [InlineData("بىلمەيمەن، مېنىڭ پوسۇلكام يوقاپ كەتتى")]
    public async Task Words_beside_a_kind_that_is_left_to_the_centre_are_kept(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
        Assert.Single(chat.Desk.ListTickets(chat.Last.To));
        Assert.False(HasButton(chat.Last, "kind:"));
    }

    [Theory]
    [InlineData("不知道")]
    [InlineData("你们看着办")]
    public async Task Words_that_answer_staff_are_kept(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "苹果有多少斤？", Language = Language.ZhHans, Buttons = [] });
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public Task A_number_beside_a_lost_code_that_is_no_ticket_of_the_chat_is_said_so() => AllAsync("lost-codes-with-number",
        async (chat, text) =>
        {
            await chat.SendTextAsync(First);
            chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
            var reply = await chat.SendTextAsync(text);
            return (HasText(reply, "number.wrong") || HasText(reply, "number.foreign") || HasText(reply, "number.unknown"))
                && reply.Text.Contains(Number, StringComparison.Ordinal) && chat.Desk.Submitted.Count == 1;
        });

    [Fact]
    public Task Where_no_ticket_is_known_the_words_are_kept_and_no_other_ticket_is_shown() => AllAsync("lost-codes-with-number",
        async (chat, text) =>
        {
            await chat.SendTextAsync(First);
            var other = chat.InOtherChat("chat-2");
            var reply = await other.SendTextAsync(text);
            return chat.Desk.Submitted[^1].Text == text && !reply.Text.Contains(First, StringComparison.Ordinal)
                && !reply.Text.Contains(Number, StringComparison.Ordinal);
        });

    [Fact]
    public Task A_lost_code_is_not_needed_in_the_chat_of_the_ticket() => AllAsync("lost-codes", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        var reply = await chat.SendTextAsync(text);
        return HasText(reply, "code.here") && reply.Text.Contains(Number, StringComparison.Ordinal) && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task A_lost_code_without_a_ticket_in_the_chat_is_kept_as_words() => AllAsync("lost-codes", async (chat, text) =>
        HasText(await chat.SendTextAsync(text), "code.unknown") && chat.Desk.Submitted is [{ Text: var kept }] && kept == text);

    [Theory]
    [InlineData("编号100-0187的查询码忘了")]
    [InlineData("100-0187 查询码丢了")]
    [InlineData("100-0187的查询码忘了")]
    [InlineData("100-0187 كودىنى ئۇنتۇپ قالدىم")]
    [InlineData("I lost the code of 100-0187")]
    [InlineData("我100-0187的接答复码找不到了，怎么办")]
    public async Task The_code_of_a_foreign_number_is_told_to_nobody(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        Assert.True(HasText(await chat.SendTextAsync(text), "code.foreign"), chat.Last.Text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("取件码忘了，快递取不出来")]
    [InlineData("店铺密码忘了")]
    [InlineData("验证码收不到")]
    [InlineData("我的号丢了，被别人登了")]
    public async Task Codes_of_others_are_a_matter(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }
}
