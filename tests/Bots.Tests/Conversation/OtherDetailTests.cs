using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Residents who name another detail than the one that they are asked for.</summary>
public class OtherDetailTests
{
    [Theory]
    [InlineData("咨询", "求助", TicketKind.ServiceRequest)]
    [InlineData("咨询", "شىكايەت", TicketKind.Complaint)]
    [InlineData("投诉", "建议", TicketKind.Suggestion)]
    public async Task A_kind_that_is_named_at_the_next_question_changes_it(string first, string then, TicketKind kind)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        await chat.SendTextAsync(first);
        await chat.SendTextAsync(then);
        Assert.Equal(kind, chat.Desk.Amended[^1].Amendment.Kind);
    }

    [Theory]
    [InlineData("工作人员可以知道")]
    [InlineData("خادىملار بىلسۇن")]
    [InlineData("Staff may know")]
    public async Task The_label_of_a_detail_changes_it_where_all_are_to_be_confirmed(string label)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        await chat.SendTextAsync("投诉");
        await chat.SendTextAsync("匿名");
        await chat.SendTextAsync(label);
        Assert.Equal(Anonymity.Named, chat.Desk.Amended[^1].Amendment.Anonymity);
    }

    [Theory]
    [InlineData("匿名个屁，我怕谁")]
    [InlineData("不用匿名")]
    [InlineData("no need to stay anonymous")]
    public async Task Whoever_scoffs_at_a_hidden_name_hides_none(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        await chat.SendTextAsync("投诉");
        await chat.SendTextAsync(text);
        Assert.DoesNotContain(chat.Desk.Amended, amended => amended.Amendment.Anonymity is Anonymity.Anonymous);
    }

    [Fact]
    public async Task Mere_fillers_after_a_greeting_are_no_thanks()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("在");
        var reply = await chat.SendTextAsync("那个");
        Assert.StartsWith("您好", reply.Text, StringComparison.Ordinal);
        await chat.SendTextAsync("我的快递丢了");
        Assert.Equal("在\n那个\n我的快递丢了", Assert.Single(chat.Desk.Submitted).Text);
    }
}
