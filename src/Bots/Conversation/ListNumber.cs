using System.Globalization;
using System.Text;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Reads the number of a button in the list that was offered: digits of any script, words, "the last one".</summary>
internal static class ListNumber
{
    private const int MaxNumberWord = 12, MinLabel = 2, MaxNumberDigits = 2;

    /// <summary>Returns the code of the button with the number that the text says, and nothing else.</summary>
    public static string? FindButton(string text, IReadOnlyList<ChatButton> offered, bool areNumbered)
    {
        var counted = offered.Where(button => ButtonCodes.ReadLanguage(button.Code) is null).ToList();
        if (counted.Count > 0 && AnswerReadings.Read(text).Any(SaidWords.Lists.Sounds("number.last").Contains)) return counted[^1].Code;
        if (Read(text) is not { } number) return null;
        if (areNumbered) return number >= 1 && number <= offered.Count ? offered[number - 1].Code : null;
        // Where no numbers are shown, the number of a rating is its score, and languages are not counted.
        if (!NamesPlace(text, number) && offered.FirstOrDefault(button =>
            SaidWords.KeyOf(button.Code) == FormattableString.Invariant($"rate.{number}")) is { } rating)
            return rating.Code;
        return number >= 1 && number <= counted.Count ? counted[number - 1].Code : null;
    }

    /// <summary>Returns the number that the text says, and nothing else.</summary>
    public static int? Read(string text)
    {
        if (TypedCodes.ReadNumberKey(text) is { } digits) return digits;
        foreach (var word in AnswerReadings.Read(TypedCodes.WithPlainNumbers(text)))
        {
            if (TypedCodes.ReadNumberKey(word) is { } left) return left;
            for (var number = 1; number <= MaxNumberWord; number++)
                if (SaidWords.Lists.Sounds(FormattableString.Invariant($"number.{number}")).Contains(word)) return number;
        }

        return null;
    }

    /// <summary>Returns "complaint" for "3 complaint" and "complaint 3": the label is surer than the number.</summary>
    public static string RemoveFrom(string word)
    {
        var rest = word.Trim([.. "0123456789"]);
        // Longer ones are no place in a list.
        if (word.Length - rest.Length > MaxNumberDigits) return word;
        if (rest.Length == word.Length && rest.Length > MinLabel && ChineseNumerals.IsDigit(rest[0]))
            rest = rest[1..];
        return rest.Length < word.Length && rest.Length > MinLabel && rest[0] is '号' or '是' or '项' or '选' ? rest[1..] : rest;
    }

    // "The first" is the one on top, "one" is a number.
    private static bool NamesPlace(string text, int number) => TypedCodes.ReadNumberKey(text) is not null
        ? text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber)
        : !AnswerReadings.Read(text).Any(word => word == FormattableString.Invariant($"{number}")
            || SaidWords.Lists.Sounds(FormattableString.Invariant($"digit.{number}")).Contains(word));
}
