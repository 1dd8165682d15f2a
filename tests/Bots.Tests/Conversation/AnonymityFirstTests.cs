using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Somebody who is afraid to give a name is asked who may know it before anything else.</summary>
public class AnonymityFirstTests
{
    private const string Question = "您的名字可以让谁知道？";

    [Theory]
    [InlineData("我要匿名举报一个网店卖假货")]
    [InlineData("举报合作社负责人")]
    [InlineData("有人骗钱，我不敢留名字")]
    [InlineData("有一家店卖假货，不要让人知道我的名字")]
    public async Task The_choice_comes_with_the_receipt(string text)
    {
        var receipt = await new ChatSession().SendTextAsync(text);
        Assert.EndsWith(Question, receipt.Text, StringComparison.Ordinal);
        Assert.Equal("who:Named:100-0179", receipt.Buttons[0][0].Code);
    }

    [Theory]
    [InlineData("ئىسىمسىز بىر ئىشنى ئېيتماقچىمەن")]
    [InlineData("ئىسمىم چىقمىسۇن، بىر دۇكان ساختا مال ساتىدۇ")]
    public async Task In_Uyghur_too(string text)
    {
        var receipt = await new ChatSession("ug").SendTextAsync(text);
        Assert.EndsWith("ئىسمىڭىزنى كىم بىلسە بولىدۇ؟", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_word_alone_chooses_it_and_the_kind_is_asked_next()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("村里有事想反映，但是怕报复");
        var noted = await chat.SendTextAsync("匿名");
        Assert.Equal(Anonymity.Anonymous, Assert.Single(chat.Desk.Amended).Amendment.Anonymity);
        Assert.Contains("这是哪一类事情", noted.Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Submitted);
    }

    [Theory]
    [InlineData("匿名")]
    [InlineData("ئىسىمسىز")]
    public async Task The_wish_is_understood_later_as_well(string wish)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("货款一直没给我");
        await chat.PressLabelAsync("建议");
        var asked = await chat.SendTextAsync(wish);
        Assert.Contains("who:Anonymous:100-0179", asked.Buttons.SelectMany(row => row).Select(button => button.Code));
        Assert.Single(chat.Desk.Submitted);
    }

    [Fact]
    public async Task No_other_matter_starts_with_that_question()
    {
        var receipt = await new ChatSession().SendTextAsync("货款一直没给我");
        Assert.DoesNotContain(Question, receipt.Text, StringComparison.Ordinal);
    }
}
