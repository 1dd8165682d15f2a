using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class NumberKeyTests
{
    [Fact]
    public async Task A_number_after_a_question_of_staff_is_an_answer_and_presses_no_button()
    {
        var chat = new RecordedChat(ContactChannel.WeChat, Language.ZhHans);
        await chat.SendTextAsync("我要卖苹果");
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "请问有几箱？", Language = Language.ZhHans });
        await chat.SendTextAsync("3");
        Assert.Equal("3", chat.Desk.Submitted[^1].Text);
        Assert.Empty(chat.Desk.Amended);
    }

    [Theory]
    [InlineData("好的😀👍🏽 a\\ud83d b")]
    [InlineData("ياخشى 😞")]
    public async Task Json_for_WeChat_contains_emoji_unescaped(string text)
    {
        using var content = TencentJson.ToContent(new() { ["content"] = text });
        var json = await content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(text, System.Text.Json.Nodes.JsonNode.Parse(json)!["content"]!.GetValue<string>());
        Assert.DoesNotContain("\\uD8", json.Replace("\\\\", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }
}
