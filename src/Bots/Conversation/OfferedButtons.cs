using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Tells what the buttons under the last message ask about.</summary>
internal static class OfferedButtons
{
    /// <summary>Returns the resolved ticket that these buttons ask about: solved, or not.</summary>
    public static TicketNumber? FindResolved(IEnumerable<ChatButton> offered) => FindTicketOf("solved", offered);

    /// <summary>Returns the ticket that these buttons rate.</summary>
    public static TicketNumber? FindRated(IEnumerable<ChatButton> offered) => FindTicketOf("rate", offered);

    /// <summary>Returns the ticket that these buttons ask to withdraw.</summary>
    public static TicketNumber? FindToWithdraw(IEnumerable<ChatButton> offered) =>
        offered.FirstOrDefault(button => SaidWords.KeyOf(button.Code) is "withdraw.sure") is { } sure
            ? ButtonCodes.ReadTicketCode(sure.Code)?.Number : null;

    /// <summary>Returns the buttons that move a message to a ticket, or to a new one, with the key of the message.</summary>
    public static IReadOnlyList<(string Value, TicketNumber? Number)> FindMoves(IEnumerable<ChatButton> offered) => [.. offered
        .Select(button => ButtonCodes.ReadTicketCode(button.Code)).OfType<(string Word, string Value, TicketNumber? Number)>()
        .Where(code => code.Word == "move").Select(code => (code.Value, code.Number))];

    /// <summary>Returns true if these buttons ask which ticket is to be withdrawn.</summary>
    public static bool AskWhichToWithdraw(IEnumerable<ChatButton> offered) =>
        offered.Any(button => SaidWords.KeyOf(button.Code) is "withdraw.which");

    /// <summary>Returns the ticket whose question of staff these buttons belong to. Any words then are the answer to it.</summary>
    public static TicketNumber? FindTicketOfQuestion(IReadOnlyList<ChatButton> offered) => offered is [var only]
        && ButtonCodes.ReadTicketCode(only.Code) is { Word: "add", Number: { } number } ? number : null;

    /// <summary>Returns the code of the only listed ticket that the words name by what it is about, if they say nothing else.</summary>
    public static string? FindByName(string text, IReadOnlyList<ChatButton> offered)
    {
        var listed = offered.Where(button => ButtonCodes.ReadTicketCode(button.Code) is { Word: "matter" or "withdraw", Number: not null }
            && button.Label.Contains('·', StringComparison.Ordinal)).ToList();
        var named = listed.FindAll(button => MatterWords.NamesOnly(text, button.Label));
        return listed.Count > 1 && named is [var only] ? only.Code : null;
    }

    private static TicketNumber? FindTicketOf(string word, IEnumerable<ChatButton> offered) => offered
        .Select(button => ButtonCodes.ReadTicketCode(button.Code))
        .FirstOrDefault(code => code is { Number: not null } known && known.Word == word)?.Number;
}
