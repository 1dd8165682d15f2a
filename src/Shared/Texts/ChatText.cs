using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>Splits messages to each channel's length limit and writes buttons as numbered lines on channels without buttons.</summary>
public static class ChatText
{
    private const int MaxTelegramLength = 4096, MaxWeChatBytes = 2048;

    /// <summary>False for channels without buttons, which get numbered lines under the text instead.</summary>
    public static bool HasButtons(this ContactChannel channel) => channel is not ContactChannel.WeChat;

    /// <summary>Splits the message for its channel. The keyboard belongs under the last piece.</summary>
    public static IReadOnlyList<string> Split(OutgoingMessage message) => message.To.Channel is ContactChannel.WeChat
        ? LongText.SplitBytes(JoinParts(message, NumberedButtons(message)), MaxWeChatBytes)
        : LongText.Split(JoinParts(message, ""), MaxTelegramLength);

    private static string JoinParts(OutgoingMessage message, string numberedButtons) =>
        string.Join("\n\n", new[] { message.Text, numberedButtons, message.Footnote }.Where(part => part.Length > 0));

    private static string NumberedButtons(OutgoingMessage message) =>
        string.Join('\n', message.Buttons.SelectMany(row => row).Select((button, index) => $"{index + 1} {button.Label}"));
}
