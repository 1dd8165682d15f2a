using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Buttons that the desk puts under staff messages. The dialog handles their codes.</summary>
public static class AnswerButtons
{
    /// <summary>Buttons under the message that a ticket is resolved: solved, or not solved.</summary>
    public static IReadOnlyList<IReadOnlyList<ChatButton>> Resolved(Language language, TicketNumber number) =>
        [[
            Words.Button(language, Codes.Solved(number.ToString())),
            Words.Button(language, Codes.NotSolved(number.ToString())),
        ]];

    /// <summary>
    /// Buttons under a question of staff. After the press, the next message goes to that ticket instead of the newest one.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ChatButton>> Asked(Language language, TicketNumber number) =>
        [[Words.Button(language, Codes.Add(number.ToString()))]];
}
