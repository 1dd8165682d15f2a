using System.Collections.Frozen;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>What the buttons send back, and the commands that do the same.</summary>
public static class Codes
{
    public const string Start = "start", New = "new", Matters = "matters", Languages = "language", Help = "help";

    private static readonly FrozenSet<string> Commands = FrozenSet.ToFrozenSet([Start, New, Matters, Languages, Help]);

    /// <summary>The commands a messenger may show in its menu, in that order.</summary>
    public static IReadOnlyList<string> Menu { get; } = [New, Matters, Languages, Help];

    public static string Choose(Language language) => "language:" + LanguageTag.Of(language);

    public static string Kind(TicketKind kind, string number) => $"kind:{kind}:{number}";

    public static Language? ReadLanguage(string code) =>
        code.StartsWith("language:", StringComparison.Ordinal) ? LanguageTag.Read(code["language:".Length..]) : null;

    public static (TicketNumber Number, TicketKind Kind)? ReadKind(string code) =>
        code.Split(':') is ["kind", var kind, var number]
        && Enum.TryParse<TicketKind>(kind, out var read) && Enum.IsDefined(read)
        && TicketNumber.TryRead(number, out var ticket) is TicketNumberFault.None
            ? (ticket, read) : null;

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
        if (command is Start) return (Start, "");
        if (words.Length == 0) return (Commands.Contains(command) ? command : Help, "");
        return command is New ? (New, words) : null;
    }
}
