using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Button codes and the chat commands with the same effect. A code is one word, or <c>word:value:number</c>.</summary>
public static class ButtonCodes
{
    public const string Start = "start", New = "new", MyTickets = "matters", LanguageMenu = "language", Help = "help",
        MainMenu = "menu", Person = "person", OwnTicket = "own", LinkStaff = "staff";

    /// <summary>Placeholder for "none of the service items" and for a ticket without a number.</summary>
    public const string None = "-";

    /// <summary>Takes none of the choices of a menu. No button has it; people say so.</summary>
    public const string NoMenuChoice = "noChoice";

    private static readonly FrozenSet<string> Commands =
        FrozenSet.ToFrozenSet([Start, New, MyTickets, LanguageMenu, Help, MainMenu, Person]);

    /// <summary>Commands for a messenger's menu, in display order.</summary>
    public static IReadOnlyList<string> MenuCommands { get; } = [New, MyTickets, Person, LanguageMenu, Help];

    public static string ChooseLanguage(Language language) => "language:" + LanguageTag.From(language);

    public static string MenuChoice(string service) => "wish:" + service;

    public static string MenuChoice(TicketKind kind) => "wish:" + EnumCode.From(kind);

    public static string KindChoice(TicketKind kind, string number) => $"kind:{kind}:{number}";

    /// <summary>Leaves a choice to the centre. No button has it; people say so.</summary>
    public static string LeaveToDesk(string number) => $"left:{None}:{number}";

    public static string ServiceChoice(string? service, string number) => $"service:{service ?? None}:{number}";

    public static string AnonymityChoice(Anonymity anonymity, string number) => $"who:{anonymity}:{number}";

    public static string NoPhone(string number) => $"noPhone:{None}:{number}";

    /// <summary>Confirms the details that were read back.</summary>
    public static string ConfirmDetails(string number) => $"right:{None}:{number}";

    public static string ChangeDetails(string number) => $"change:{None}:{number}";

    /// <summary>Moves an uncertain message to the ticket with that number; with <see cref="None"/>, to a new ticket.</summary>
    public static string MoveMessage(int messageKey, string number) =>
        MoveMessage(FormattableString.Invariant($"{messageKey}"), number);

    public static string MoveMessage(string messageKey, string number) => $"move:{messageKey}:{number}";

    public static string ShowTicket(string number) => $"matter:{None}:{number}";

    public static string AddToTicket(string number) => $"add:{None}:{number}";

    public static string Urge(string number) => $"urge:{None}:{number}";

    public static string WithdrawTicket(string number) => $"withdraw:{None}:{number}";

    /// <summary>Chooses a ticket of a list that asks which one to withdraw.</summary>
    public static string ChooseToWithdraw(string number) => $"withdraw:which:{number}";

    public static string ConfirmWithdraw(string number) => $"withdraw:sure:{number}";

    /// <summary>Accepts the suggested answer, which withdraws the ticket.</summary>
    public static string Answered(string number) => $"answered:{None}:{number}";

    public static string NotAnswered(string number) => $"notAnswered:{None}:{number}";

    public static string Solved(string number) => $"solved:{None}:{number}";

    public static string NotSolved(string number) => $"notSolved:{None}:{number}";

    /// <summary>Says that it is not known yet if the ticket is solved. No button has it.</summary>
    public static string NotSureIfSolved(string number) => $"unsure:{None}:{number}";

    /// <summary>Appeals to the head of the centre.</summary>
    public static string Appeal(string number) => $"appeal:{None}:{number}";

    public static string Rate(int score, string number) => FormattableString.Invariant($"rate:{score}:{number}");

    /// <summary>Ends the question for a rating. No button has it; people say so.</summary>
    public static string NoRating(string number) => $"rate:{None}:{number}";

    public static Language? ReadLanguage(string code) =>
        code.StartsWith("language:", StringComparison.Ordinal) ? LanguageTag.ToLanguage(code["language:".Length..]) : null;

    public static DraftDetails? ReadMenuChoice(string code)
    {
        if (!code.StartsWith("wish:", StringComparison.Ordinal)) return null;
        var wish = code["wish:".Length..];
        if (DisplayNames.ServiceCodes.Contains(wish)) return new() { Kind = TicketKind.ServiceRequest, ServiceItem = wish };
        return ReadEnum<TicketKind>(wish) is { } kind ? new() { Kind = kind } : null;
    }

    /// <summary>
    /// Parses a ticket code into word, value and number (<see cref="None"/> becomes null). Null if it is not a ticket code.
    /// </summary>
    public static (string Word, string Value, TicketNumber? Number)? ReadTicketCode(string code)
    {
        if (code.Split(':') is not [var word, var value, var number]) return null;
        if (number == None) return (word, value, null);
        return TicketNumber.Read(number).Number is { } read ? (word, value, read) : null;
    }

    public static T? ReadEnum<T>(string value) where T : struct, Enum =>
        value.Length > 0 && char.IsAsciiLetter(value[0])
        && Enum.TryParse<T>(value, ignoreCase: true, out var read) && Enum.IsDefined(read) ? read : null;

    /// <summary>
    /// Splits a command from the text after it: <c>/new my parcel …</c>. Null if the text is not a command; an unknown command
    /// followed by text is an ordinary message.
    /// </summary>
    public static (string Command, string Words)? ReadCommand(string text)
    {
        if (!text.StartsWith('/')) return null;
        var parts = text[1..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return (Help, "");
        var command = parts[0].Split('@')[0].ToLowerInvariant();
        var arguments = parts.Length > 1 ? parts[1] : "";
        if (command is Start) return IsStartParameter(arguments) ? (Start, arguments) : null;
        if (command is LinkStaff) return !arguments.Any(char.IsLetter) ? (LinkStaff, arguments) : null;
        if (command is New && arguments.Length > 0) return (New, arguments);
        if (arguments.Length > 0 || !command.All(IsCommandCharacter)) return null;
        return (Commands.Contains(command) ? command : Help, "");
    }

    private static bool IsStartParameter(string text) => text.All(IsCommandCharacter) || TypedCodes.ReadPickUpCode(text) is not null;

    // Characters that a command name and the start parameter of a bot link can contain.
    private static bool IsCommandCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
