using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>What goes into one message of each channel: how long it may be, and what becomes of buttons where there are none.</summary>
public static class ChatText
{
    private const int Telegram = 4096, WeChatBytes = 2048;

    /// <summary>Where there are none, they are numbered lines under the text.</summary>
    public static bool HasButtons(this ContactChannel channel) => channel is not ContactChannel.WeChat;

    /// <summary>The message as its channel takes it, in as many pieces as it needs; a keyboard belongs under the last.</summary>
    public static IReadOnlyList<string> Pieces(OutgoingMessage message) => message.To.Channel is ContactChannel.WeChat
        ? LongText.SplitBytes(Whole(message, Keys(message)), WeChatBytes)
        : LongText.Split(Whole(message, ""), Telegram);

    private static string Whole(OutgoingMessage message, string keys) =>
        string.Join("\n\n", new[] { message.Text, keys, message.Aside }.Where(part => part.Length > 0));

    private static string Keys(OutgoingMessage message) =>
        string.Join('\n', message.Buttons.SelectMany(row => row).Select((button, at) => $"{at + 1} {button.Label}"));
}
