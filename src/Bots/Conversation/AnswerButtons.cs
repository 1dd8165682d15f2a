using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The buttons under what staff say: the desk puts them there, the talk understands them.</summary>
public static class AnswerButtons
{
    /// <summary>Under the word that a matter is done: solved, or not yet.</summary>
    public static IReadOnlyList<IReadOnlyList<ChatButton>> Resolved(Language language, TicketNumber number) =>
        [[Words.Button(language, Codes.Solved(number.ToString())), Words.Button(language, Codes.NotSolved(number.ToString()))]];

    /// <summary>Under a question: what is written after it was pressed goes to that matter, whichever is the newest.</summary>
    public static IReadOnlyList<IReadOnlyList<ChatButton>> Asked(Language language, TicketNumber number) =>
        [[Words.Button(language, Codes.Add(number.ToString()))]];
}
