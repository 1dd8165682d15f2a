using EcomCenter.Bots.Channels;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The buttons of a channel that has none: they are listed with numbers, and a number sent alone presses that entry of the last list.
/// </summary>
public static class NumberedButtons
{
    /// <summary>Returns true if the input is a number on such a channel, so that the last list is needed to understand it.</summary>
    public static bool IsNumber(ChatInput input) => ReadNumber(input) is not null;

    /// <summary>Turns a number into a press of that button. A number that is not in the list stays an ordinary text.</summary>
    public static ChatInput Press(ChatInput input, IReadOnlyList<string> buttonCodes) =>
        ReadNumber(input) is { } number && number >= 1 && number <= buttonCodes.Count
            ? new ChatInput.ButtonInput(input.Origin, buttonCodes[number - 1])
            : input;

    private static int? ReadNumber(ChatInput input) =>
        input is ChatInput.TextInput text && !KnownChannels.GetTraits(input.From.Channel).HasButtons
            ? ButtonCodes.ReadNumberKey(text.Text) : null;
}
