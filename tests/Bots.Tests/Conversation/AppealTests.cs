using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Residents whose matter was not solved twice.</summary>
public class AppealTests
{
    private const string Number = "100-0179";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_not_solved_offers_the_appeal_as_a_button(bool isSecond)
    {
        var chat = await ResolvedAsync();
        chat.Desk.OffersAppeal = isSecond;
        await chat.PressLabelAsync("还没有");
        Assert.Equal(isSecond, chat.Last.Text.Contains("请中心负责人过问", StringComparison.Ordinal));
        if (!isSecond) return;
        await chat.PressLabelAsync("请负责人过问");
        Assert.Equal(Number, Assert.Single(chat.Desk.Appealed).ToString());
        Assert.Contains("负责人会过问", chat.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_matter_shows_the_button_beside_urging_until_the_appeal_waits()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { MayAppeal = true });
        await chat.SendTextAsync(Number);
        var labels = chat.Last.Buttons.SelectMany(row => row).Select(button => button.Label).ToList();
        Assert.Equal(["催办", "请负责人过问"], labels.Skip(1).Take(2));
        chat.Desk.ChangeTicket(Number, ticket => ticket with { MayAppeal = false, IsAppealed = true });
        await chat.SendTextAsync(Number);
        Assert.Contains("已经请中心负责人过问", chat.Last.Text, StringComparison.Ordinal);
    }

    private static async Task<ChatSession> ResolvedAsync()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        await chat.SendTextAsync(Number);
        return chat;
    }
}
