using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels;

/// <summary>Splits messages to each channel's length limit and writes buttons as numbered lines on channels without buttons.</summary>
public static class ChatText
{
    /// <summary>Splits the message for its channel. The keyboard belongs under the last piece.</summary>
    public static IReadOnlyList<string> Split(OutgoingMessage message)
    {
        var traits = KnownChannels.GetTraits(message.To.Channel);
        var text = JoinParts(message, traits.HasButtons ? "" : NumberedButtons(message));
        return traits.MaxTextBytes is { } bytes ? LongText.SplitBytes(text, bytes) : LongText.Split(text, traits.MaxTextLength);
    }

    private static string JoinParts(OutgoingMessage message, string numberedButtons) =>
        string.Join("\n\n", new[] { message.Text, numberedButtons, message.Footnote }.Where(part => part.Length > 0));

    private static string NumberedButtons(OutgoingMessage message) =>
        string.Join('\n', message.Buttons.SelectMany(row => row).Select((button, index) => $"{index + 1} {button.Label}"));
}
