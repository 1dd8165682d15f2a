using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Buttons that the desk puts under staff messages. The dialog handles their codes.</summary>
public static class AnswerButtons
{
    /// <summary>Buttons under the message that a ticket is resolved: solved, or not solved.</summary>
    public static IReadOnlyList<IReadOnlyList<ChatButton>> ForResolved(Language language, TicketNumber number) =>
        [[
            BotTexts.ButtonFor(language, ButtonCodes.Solved(number.ToString())),
            BotTexts.ButtonFor(language, ButtonCodes.NotSolved(number.ToString())),
        ]];

    /// <summary>
    /// Buttons under a question of staff. After the press, the next message goes to that ticket instead of the newest one.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ChatButton>> ForQuestion(Language language, TicketNumber number) =>
        [[BotTexts.ButtonFor(language, ButtonCodes.AddToTicket(number.ToString()))]];
}
