using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>What the buttons send back, and the commands that do the same. A code is a word, or a word, a value and a number with colons between.</summary>
public static class Codes
{
    public const string Start = "start", New = "new", Matters = "matters", Languages = "language", Help = "help", Main = "menu", Person = "person", Own = "own", Staff = "staff";

    /// <summary>Stands for none of the service items, and for a matter that has no number yet.</summary>
    public const string None = "-";

    private static readonly FrozenSet<string> Commands = FrozenSet.ToFrozenSet([Start, New, Matters, Languages, Help, Main, Person]);

    /// <summary>The commands a messenger may show in its menu, in that order.</summary>
    public static IReadOnlyList<string> Menu { get; } = [New, Matters, Person, Languages, Help];

    public static string Choose(Language language) => "language:" + LanguageTag.Of(language);

    public static string Wish(string service) => "wish:" + service;

    public static string Wish(TicketKind kind) => "wish:" + Code.Of(kind);

    public static string Kind(TicketKind kind, string number) => $"kind:{kind}:{number}";

    public static string Service(string? service, string number) => $"service:{service ?? None}:{number}";

    public static string Who(Anonymity anonymity, string number) => $"who:{anonymity}:{number}";

    public static string NoPhone(string number) => $"noPhone:{None}:{number}";

    /// <summary>They read it back and it is right, or is to be changed.</summary>
    public static string Right(string number) => $"right:{None}:{number}";

    public static string Change(string number) => $"change:{None}:{number}";

    /// <summary>A message in doubt is about that number; about <see cref="None"/> when it is a matter of its own.</summary>
    public static string Move(int doubt, string number) => FormattableString.Invariant($"move:{doubt}:{number}");

    public static string Matter(string number) => $"matter:{None}:{number}";

    public static string Add(string number) => $"add:{None}:{number}";

    public static string Withdraw(string number) => $"withdraw:{None}:{number}";

    public static string ReallyWithdraw(string number) => $"withdraw:sure:{number}";

    /// <summary>The frequent question answered it, or did not.</summary>
    public static string Answered(string number) => $"answered:{None}:{number}";

    public static string NotAnswered(string number) => $"notAnswered:{None}:{number}";

    public static string Solved(string number) => $"solved:{None}:{number}";

    public static string NotSolved(string number) => $"notSolved:{None}:{number}";

    public static string Rate(int score, string number) => FormattableString.Invariant($"rate:{score}:{number}");

    public static Language? ReadLanguage(string code) =>
        code.StartsWith("language:", StringComparison.Ordinal) ? LanguageTag.Read(code["language:".Length..]) : null;

    public static Details? ReadWish(string code)
    {
        if (!code.StartsWith("wish:", StringComparison.Ordinal)) return null;
        var wish = code["wish:".Length..];
        if (Names.Services.Contains(wish)) return new() { Kind = TicketKind.ServiceRequest, Service = wish };
        return Read<TicketKind>(wish) is { } kind ? new() { Kind = kind } : null;
    }

    /// <summary>A code about a matter: its word, its value, and the number, <see cref="None"/> as null. Null when it is no such code.</summary>
    public static (string Word, string Value, TicketNumber? Number)? ReadAbout(string code)
    {
        if (code.Split(':') is not [var word, var value, var number]) return null;
        if (number == None) return (word, value, null);
        return TicketNumber.TryRead(number, out var read) is TicketNumberFault.None ? (word, value, read) : null;
    }

    public static T? Read<T>(string value) where T : struct, Enum =>
        value.Length > 0 && char.IsAsciiLetter(value[0]) && Enum.TryParse<T>(value, ignoreCase: true, out var read) && Enum.IsDefined(read) ? read : null;

    /// <summary>
    /// Takes a command and the words after it apart: <c>/new my parcel …</c>. Null when the text is not a command of ours; a slash before
    /// anything else with words behind it is taken for what it is, something said.
    /// </summary>
    public static (string Command, string Words)? ReadCommand(string text)
    {
        if (!text.StartsWith('/')) return null;
        var parts = text[1..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return (Help, "");
        var command = parts[0].Split('@')[0].ToLowerInvariant();
        var words = parts.Length > 1 ? parts[1] : "";
        if (command is Start) return words.All(IsOfLink) || ReadPickUp(words) is not null ? (Start, words) : null;
        if (command is Staff) return !words.Any(char.IsLetter) ? (Staff, words) : null;
        if (command is New && words.Length > 0) return (New, words);
        if (words.Length > 0 || !command.All(IsOfLink)) return null;
        return (Commands.Contains(command) ? command : Help, "");
    }

    /// <summary>The digits of a slip's short code that stands alone, in whatever script they were typed; null for anything else.</summary>
    public static string? ReadPickUp(string text)
    {
        var digits = Digits(text);
        return digits is { Length: 6 } ? digits : null;
    }

    /// <summary>The digits of a colleague's code, sent without its command; null for anything else.</summary>
    public static string? ReadStaff(string text) => Digits(text) is { Length: 8 } digits ? digits : null;

    /// <summary>A number and its tracking code, and nothing else; null where it is something said.</summary>
    public static (TicketNumber Number, string Code)? ReadTracking(string text)
    {
        var parts = text.Split([' ', '\n', '\t', ',', '，', '،', ':', '：'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [var number, { Length: 8 } code] || !code.All(char.IsAsciiLetterOrDigit)) return null;
        return TicketNumber.TryRead(number, out var read) is TicketNumberFault.None ? (read, code) : null;
    }

    /// <summary>A number key: one or two digits that stand alone.</summary>
    public static int? ReadKey(string text) =>
        Digits(text) is { Length: 1 or 2 } digits ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : null;

    // What a link to a bot may carry, and a command be made of; anything else somebody wrote.
    private static bool IsOfLink(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private static string? Digits(string text)
    {
        var letters = text.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)).ToList();
        return letters.Count is > 0 and <= 8 && letters.TrueForAll(char.IsDigit)
            ? string.Concat(letters.Select(c => (char)('0' + (int)char.GetNumericValue(c)))) : null;
    }
}
