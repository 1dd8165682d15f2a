using System.Text;
using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Channels;

public class ChatTextTests
{
    [Fact]
    public void Buttons_become_numbered_lines_within_the_limit_on_a_channel_without_buttons()
    {
        var message = new OutgoingMessage
        {
            To = new(ContactChannel.WeChat, "wx", "o"), Language = Language.ZhHans, Text = new string('字', 1350),
            Buttons = [[new("a", "求助"), new("b", "投诉")], [new("c", "中文")]],
        };
        var pieces = ChatText.Split(message with { Text = "好" });
        Assert.Equal(["好\n\n1 求助\n2 投诉\n3 中文"], pieces);
        Assert.Equal(["好\n\n1 求助\n2 投诉\n3 中文\n\n还有"], ChatText.Split(message with { Text = "好", Footnote = "还有" }));
        Assert.All(ChatText.Split(message), piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 2048));
        Assert.EndsWith("3 中文", ChatText.Split(message)[^1], StringComparison.Ordinal);
        Assert.Equal(["好"], ChatText.Split(message with { Text = "好", To = new(ContactChannel.Telegram, "1", "2") }));
    }
}
