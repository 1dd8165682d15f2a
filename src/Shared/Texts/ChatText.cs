using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>Splits messages to each channel's length limit and writes buttons as numbered lines on channels without buttons.</summary>
public static class ChatText
{
    private const int Telegram = 4096, WeChatBytes = 2048;

    /// <summary>False for channels without buttons, which get numbered lines under the text instead.</summary>
    public static bool HasButtons(this ContactChannel channel) => channel is not ContactChannel.WeChat;

    /// <summary>Splits the message for its channel. The keyboard belongs under the last piece.</summary>
    public static IReadOnlyList<string> Pieces(OutgoingMessage message) => message.To.Channel is ContactChannel.WeChat
        ? LongText.SplitBytes(Whole(message, Keys(message)), WeChatBytes)
        : LongText.Split(Whole(message, ""), Telegram);

    private static string Whole(OutgoingMessage message, string keys) =>
        string.Join("\n\n", new[] { message.Text, keys, message.Aside }.Where(part => part.Length > 0));

    private static string Keys(OutgoingMessage message) =>
        string.Join('\n', message.Buttons.SelectMany(row => row).Select((button, index) => $"{index + 1} {button.Label}"));
}
