using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Reads codes and ticket numbers as people type them: in any script's digits, with or without the words for them.</summary>
public static partial class TypedCodes
{
    private const int MaxLength = 80, CodeLength = 8, MaxLabel = 20;

    private static readonly IReadOnlyList<string> LabelWords = [.. SaidWords.Lists["numberLabel"].OrderByDescending(word => word.Length)];

    private static readonly IReadOnlyList<string> LabelsOfOthers =
        [.. SaidWords.Lists["otherNumber"].Except(SaidWords.Lists["ticketLabel"])];

    private static readonly TextMemo<string> Unlabelled = new(RemoveLabels, size: 256);

    private static readonly PhraseSet[] WordsBesideCodes =
    [
        SaidWords.Lists.Sounds("numberLabel"), SaidWords.Lists.Sounds("ticketLabel"), SaidWords.Lists.Sounds("asks"),
        Politeness.WordsAround,
    ];

    /// <summary>Reads a six-digit pick-up code. Null if the text holds anything else.</summary>
    public static string? ReadPickUpCode(string text)
    {
        var digits = DigitsOnly(WithoutLabels(text));
        return digits is { Length: 6 } ? digits : null;
    }

    /// <summary>Reads an eight-digit staff code sent without its command. Null if the text holds anything else.</summary>
    public static string? ReadStaffCode(string text) => DigitsOnly(FoldedText.Fold(text)) is { Length: 8 } digits ? digits : null;

    /// <summary>
    /// Reads a ticket number and its tracking code, in either order, with any marks in and between them and words that ask for the state.
    /// Null if the text holds anything else.
    /// </summary>
    public static (TicketNumber Number, string Code)? ReadTracking(string text)
    {
        if (WithoutLabels(text).Count(char.IsAsciiDigit) < TicketNumber.MinDigits) return null;
        if (SplitWords(text) is [var number, { Length: CodeLength } code] && code.All(char.IsAsciiLetterOrDigit)
            && (code.Any(char.IsAsciiDigit) || IsInCapitals(code, text)) && TicketNumber.Read(number).Number is { } read)
            return (read, code.ToUpperInvariant());
        if (text.Length > MaxLength) return null;
        var folded = WithoutLabels(text);
        var others = string.Concat(folded.Select(c => char.IsAsciiLetterOrDigit(c) ? ' ' : c));
        if (WordCover.FindLeft(others, [.. WordsBesideCodes]).Length > 0) return null;
        var parts = AsciiWordPattern().Matches(folded).Select(match => match.Value)
            .Where(part => part.Any(char.IsAsciiDigit) || !WordsBesideCodes.Any(words => words.Contains(WordSounds.Fold(part)))).ToList();
        return Enumerable.Range(1, Math.Max(0, parts.Count - 1))
            .Select(end => ReadTracking(parts[..end], parts[end..], text) ?? ReadTracking(parts[end..], parts[..end], text))
            .FirstOrDefault(tracking => tracking is not null) ?? ReadGlued(string.Concat(parts), text);
    }

    // A code is as long as ever, so it ends or begins the letters even if nothing stands between it and the number.
    private static (TicketNumber Number, string Code)? ReadGlued(string letters, string text) => letters.Length <= CodeLength ? null
        : ReadTracking([letters[..^CodeLength]], [letters[^CodeLength..]], text)
            ?? ReadTracking([letters[CodeLength..]], [letters[..CodeLength]], text);

    private static (TicketNumber Number, string Code)? ReadTracking(List<string> number, List<string> code, string text) =>
        (IsTrackingCodeLike(string.Concat(code)) || IsInCapitals(string.Concat(code), text))
        && TicketNumber.Read(string.Join('-', number)).Number is { } read
            ? (read, string.Concat(code).ToUpperInvariant()) : null;

    /// <summary>
    /// Reads a ticket number followed by its pick-up code, which may have a space in it. Null if the text holds anything else.
    /// </summary>
    public static (TicketNumber Number, string Code)? ReadNumberWithPickUpCode(string text) =>
        SplitWords(text) is [var number, .. { Length: 1 or 2 } code] && TicketNumber.Read(number).Number is { } read
        && ReadPickUpCode(string.Concat(code)) is { } digits ? (read, digits) : null;

    /// <summary>Reads the ticket number of a text that asks how that ticket is getting on. Null if the text says anything else.</summary>
    public static TicketNumber? ReadAskedNumber(string text)
    {
        if (text.Length > MaxLength) return null;
        var folded = SpokenDigits.Replace(text);
        if (NumberPattern().Matches(folded) is not [var match] || TicketNumber.Read(match.Value).Number is not { } number) return null;
        return IsAsking(Without(folded, match)) ? number : null;
    }

    /// <summary>
    /// Splits a short text into the one ticket number in it and the words beside it. Null if there is none, or another number.
    /// </summary>
    public static (TicketNumber Number, string Words)? SplitNumber(string text)
    {
        if (text.Length > MaxLength) return null;
        var folded = SpokenDigits.Replace(text);
        return NumberPattern().Matches(folded) is [var match] && TicketNumber.Read(match.Value).Number is { } number
            && WithoutLabels(Without(folded, match)).Trim() is { Length: > 0 } words ? (number, words) : null;
    }

    /// <summary>Returns the text without ticket numbers, with the words for them.</summary>
    public static string WithoutNumbers(string text) => NumberPattern().Replace(SpokenDigits.Replace(text), " ");

    /// <summary>
    /// Finds a ticket number with a digit that is wrong, or a tracking code without its number. Null if there is none; else the key of the
    /// notice, and if the text says anything else.
    /// </summary>
    public static (string NoticeKey, bool HasOtherWords)? FindMistyped(string text)
    {
        var folded = FoldedText.Fold(text);
        foreach (Match match in NumberPattern().Matches(folded))
            if (LooksLikeTicketNumber(folded, match) && TicketNumber.Read(match.Value).Fault is TicketNumberFault.WrongCheckDigit)
                return ("number.wrong", !IsAsking(Without(folded, match)));
        return text.Length <= MaxLength && SplitWords(text) is [var code] && IsTrackingCodeLike(code)
            ? ("track.codeAlone", false) : null;
    }

    /// <summary>Returns true if a number in the text would be one of a ticket but for a wrong digit.</summary>
    internal static bool HoldsMistyped(string folded) => NumberPattern().Matches(folded)
        .Any(match => TicketNumber.Read(match.Value).Fault is TicketNumberFault.WrongCheckDigit);

    /// <summary>Finds a ticket number that is written as one, in a text with other words.</summary>
    public static TicketNumber? FindWrittenNumber(string text)
    {
        var folded = FoldedText.Fold(text);
        return NumberPattern().Matches(folded).Where(match => LooksLikeTicketNumber(folded, match))
            .Select(match => TicketNumber.Read(match.Value).Number).FirstOrDefault(number => number is not null);
    }

    /// <summary>Finds the first ticket number in a text of the bot or of staff. Null if there is none.</summary>
    public static TicketNumber? FindNumberIn(string? text) => text is null ? null
        : NumberPattern().Matches(FoldedText.Fold(text)).Select(match => TicketNumber.Read(match.Value).Number)
            .FirstOrDefault(number => number is not null);

    /// <summary>True for a number without words that is neither a choice nor a phone.</summary>
    public static bool IsLoneNumber(string text)
    {
        if (text.Length > MaxLength) return false;
        var rest = WithoutLabels(text);
        return rest.Count(char.IsAsciiDigit) > 1
            && rest.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || char.IsPunctuation(c))
            && !PhoneInText.IsWholeText(text) && Politeness.Judge(text) is null;
    }

    /// <summary>Reads the number of a listed button: one or two digits and nothing else.</summary>
    public static int? ReadNumberKey(string text) => DigitsOnly(FoldedText.Fold(WithPlainNumbers(text))) is { Length: 1 or 2 } digits
        ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    /// <summary>True for a text that the bot tries as a code, alone or after a command.</summary>
    public static bool IsCode(string text) => ButtonCodes.ReadCommand(text) is var (command, arguments)
        ? command is ButtonCodes.LinkStaff || (command is ButtonCodes.Start && ReadPickUpCode(arguments) is not null)
        : ReadPickUpCode(text) is not null || ReadStaffCode(text) is not null || ReadTracking(text) is not null
            || ReadNumberWithPickUpCode(text) is not null;

    /// <summary>Writes numbers such as Ⅲ and ❸ in plain digits.</summary>
    public static string WithPlainNumbers(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        && Rune.GetNumericValue(rune) is > 0 and <= 50 and var value && value == (int)value
            ? ((int)value).ToString(CultureInfo.InvariantCulture) : rune.ToString()));

    private static string Without(string folded, Match match) => folded[..match.Index] + " " + folded[(match.Index + match.Length)..];

    // Beside a number of one's own, words such as "how is … getting on" ask for its state.
    internal static bool IsAsking(string text) => !WithoutLabels(text).Any(char.IsLetterOrDigit)
        || Politeness.Judge(WithoutLabels(text)) is not null
        || (WordCover.Covers(text, SaidWords.Lists.Sounds("asks")) && WordCover.Holds(text, SaidWords.Lists.Sounds("asksState")));

    // Other numbers may be as long by chance. Those of tickets come in groups, or after the word for them.
    private static bool LooksLikeTicketNumber(string folded, Match match)
    {
        if (match.Value.Count(char.IsAsciiDigit) is < 7 or > 9) return false;
        var before = TraditionalSigns.Simplify(FoldedText.LettersAndDigits(folded[Math.Max(0, match.Index - MaxLabel)..match.Index]))
            .TrimEnd('是', '为', '叫');
        if (LabelsOfOthers.Any(word => before.EndsWith(word, StringComparison.Ordinal))) return false;
        return GroupedPattern().IsMatch(match.Value)
            || SaidWords.Lists["ticketLabel"].Any(word => before.EndsWith(word, StringComparison.Ordinal));
    }

    // Of letters alone it is a code in capitals, and else may be a word.
    private static bool IsInCapitals(string word, string text) => word.Length == CodeLength && word.All(char.IsAsciiLetter)
        && text.Contains(word.ToUpperInvariant(), StringComparison.Ordinal);

    internal static bool IsTrackingCodeLike(string word) =>
        word.Length == CodeLength && word.All(char.IsAsciiLetterOrDigit) && word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter);

    private static string[] SplitWords(string text) => WithoutLabels(text).Split(
        [' ', '\n', '\t', ',', '،', ':'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static string WithoutLabels(string text) => text.Length > MaxLength ? FoldedText.Fold(text) : Unlabelled.Get(text);

    private static string RemoveLabels(string text) =>
        LabelWords.Aggregate(SpokenDigits.Replace(text), (rest, label) => rest.Replace(label, " ", StringComparison.Ordinal));

    private static string? DigitsOnly(string folded)
    {
        var letters = string.Concat(folded.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)));
        return letters.Length is > 0 and <= 8 && letters.All(char.IsAsciiDigit) ? letters : null;
    }

    [GeneratedRegex(@"[0-9](?:[0-9 \-]*[0-9])?", RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex AsciiWordPattern();

    [GeneratedRegex("^(?:[0-9]{3}-[0-9]{4}|[0-9]{4}-[0-9]{4}|[0-9]{3}-[0-9]{3}-[0-9]{3})$", RegexOptions.NonBacktracking)]
    private static partial Regex GroupedPattern();
}
