using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Bots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Catalogue;

/// <summary>A likely frequent question comes with the receipt of a new ticket; a doubtful one does not.</summary>
public sealed class FrequentQuestionMatcherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("怎么开网店", "open-shop")]
    [InlineData("您好!请问,怎么 开网店?我是策勒乡的", "open-shop")]
    [InlineData("تور دۇكىنىنى قانداق ئاچىمەن؟", "open-shop")]
    [InlineData("ئەسسالامۇ ئەلەيكۇم، تور دۇكىنىنى قانداق ئېچىش؟", null)]
    [InlineData("快递丢了怎么办", "lost-parcel")]
    [InlineData("有人让我刷单,是不是骗人的", "fraud")]
    [InlineData("货款什么时候到账啊", "money")]
    [InlineData("网店打不开", null)]
    [InlineData("我的网店怎么关", null)]
    [InlineData("快递三天没动了", null)]
    [InlineData("投诉中心的人态度不好", null)]
    [InlineData("怎么退货?快递丢了怎么办?", null)]
    [InlineData("", null)]
    public async Task A_clear_match_is_found_and_a_doubtful_one_is_not(string text, string? code)
    {
        await using var desk = await StartWithoutBotsAsync();
        var matcher = desk.Services.GetRequiredService<FrequentQuestionMatcher>();
        await matcher.RefreshAsync(Cancellation);
        Assert.Equal(code, matcher.Match(text, Language.Ug)?.Code);
    }

    [Fact]
    public async Task A_match_comes_with_the_receipt_of_a_new_ticket_in_the_residents_language_and_again_after_a_crash()
    {
        await using var desk = await StartWithoutBotsAsync();
        var receipt = await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "怎么开网店?"), Cancellation);
        Assert.True(receipt.Opened);
        Assert.Equal("open-shop", receipt.SuggestedAnswer!.Code);
        Assert.Contains("تور دۇكىنىنى", receipt.SuggestedAnswer.Question, StringComparison.Ordinal);
        Assert.Equal(receipt, await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "怎么开网店?"), Cancellation));
        Assert.Null((await desk.DeskForBots().SubmitAsync(NewMessage("42:2", "怎么开网店?"), Cancellation)).SuggestedAnswer);
    }

    [Fact]
    public async Task A_retired_question_is_not_matched()
    {
        await using var desk = await StartWithoutBotsAsync();
        await using (var db = desk.CreateDb())
            await db.FrequentQuestions.ExecuteUpdateAsync(q => q.SetProperty(x => x.Retired, true), Cancellation);
        Assert.Null((await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "怎么开网店?"), Cancellation)).SuggestedAnswer);
    }
}
