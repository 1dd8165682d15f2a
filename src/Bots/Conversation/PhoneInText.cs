using System.Text.RegularExpressions;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Finds the phone number in the reply to a question for one. Other numbers, such as that of a parcel, are not taken for it.
/// </summary>
internal static partial class PhoneInText
{
    private const int MaxOtherLetters = 40, MaxOtherDigits = 4, MinLocalDigits = 5, MinDigits = 10;

    /// <summary>A longer text is no reply with a phone. Each number in it would be read with all that stands around it.</summary>
    private const int MaxLength = 300;

    /// <summary>The most letters of other words that may be a name; one Chinese sign says as much as some letters.</summary>
    private const int MaxNameLetters = 18, LettersPerSign = 3;

    private static readonly PhraseSet[] WordsBeside = [SaidWords.Lists.Sounds("besidePhone"), Politeness.WordsAround];

    private static readonly Regex NotOwnPattern = SaidWords.Lists.CreatePattern("notOwnPhone");

    /// <summary>Returns the number as it was written, in ASCII digits, and if there are other words; null if there is no number.</summary>
    public static (string Number, bool HasOtherWords)? Find(string text)
    {
        if (text.Length > MaxLength) return null;
        var said = SpokenDigits.Replace(text);
        if (CountDigits(said) < MinLocalDigits) return null;
        var folded = SplitPhones(said);
        var numbers = NumberPattern().Matches(folded).Where(match => !TouchesLetter(folded, match)).ToList();
        var letters = folded.Count(char.IsLetter);
        if (letters > MaxOtherLetters || SaidWords.Lists["otherNumber"].Any(FoldedText.LettersAndDigits(folded).Contains)) return null;
        foreach (var match in numbers)
        {
            if (!IsOwn(folded[..match.Index] + " " + folded[(match.Index + match.Length)..])) continue;
            var number = PlainNumber(match);
            // A second phone may stand beside the first. Then both stay in the words.
            var others = numbers.FindAll(other => other != match && CompletePattern().IsMatch(PlainNumber(other)));
            var otherDigits = CountDigits(folded) - CountDigits(number) - others.Sum(other => CountDigits(other.Value));
            if (otherDigits <= MaxOtherDigits && (CompletePattern().IsMatch(number) || (letters == 0 && LocalPattern().IsMatch(number))))
                return (match.Value, letters > 0 || otherDigits > 0 || others.Count > 0);
        }

        return null;
    }

    /// <summary>
    /// Finds a mobile phone, or a landline with its area code, where another question is open: a shorter number may be anything.
    /// </summary>
    public static (string Number, bool HasOtherWords)? FindComplete(string text) =>
        HasEnoughDigits(text) && Find(text) is { } found && IsComplete(found.Number) ? found : null;

    /// <summary>Returns true for a mobile phone with a digit too many or too few, and nothing else.</summary>
    public static bool IsSlip(string text) => HasEnoughDigits(text) && Find(text) is var (number, hasOtherWords) && !hasOtherWords
        && SlipPattern().IsMatch(string.Concat(number.Where(char.IsAsciiDigit)));

    // Spares most messages the search. A digit may be a sign, or a word with a space behind it.
    internal static bool HasEnoughDigits(string text)
    {
        if (text.Length is < MinDigits or > MaxLength) return false;
        var (digits, spaces) = (0, 0);
        foreach (var sign in text)
        {
            if (char.IsDigit(sign) || ChineseNumerals.IsSpokenDigit(sign)) digits++;
            else if (sign is ' ') spaces++;
        }

        return digits + spaces >= MinDigits;
    }

    private static bool IsComplete(string number) =>
        CompletePattern().IsMatch(string.Concat(number.Where(c => char.IsAsciiDigit(c) || c is '+')));

    private static string PlainNumber(Match match) => string.Concat(match.Value.Where(c => char.IsAsciiDigit(c) || c is '+'));

    private static int CountDigits(string text) => text.Count(char.IsAsciiDigit);

    // Between two phones there may be a mere space, or nothing.
    private static string SplitPhones(string folded) => TwoPhonesPattern().Replace(folded, match =>
        (match.Index > 0 && char.IsAsciiDigit(folded[match.Index - 1]))
        || (match.Index + match.Length < folded.Length && char.IsAsciiDigit(folded[match.Index + match.Length]))
            ? match.Value : $"{match.Groups[1].Value}; {match.Groups[2].Value}");

    /// <summary>Returns true for a mobile phone, or a landline with its area code, and nothing else.</summary>
    public static bool IsWholeText(string text) => Find(text) is var (number, hasOtherWords) && !hasOtherWords && IsComplete(number);

    /// <summary>Returns true for words beside a number that tell how to call the resident, and nothing else.</summary>
    public static bool AreOwn(string words) => words.Length <= MaxLength && words.Count(char.IsLetter) <= MaxOtherLetters
        && !SaidWords.Lists["otherNumber"].Any(FoldedText.LettersAndDigits(words).Contains) && IsOwn(words);

    /// <summary>Returns false if the words beside the number tell of somebody else, or of more than how to call.</summary>
    private static bool IsOwn(string others)
    {
        var left = WordCover.FindLeft(others, WordsBeside);
        return left.Sum(rune => rune is >= '\u3400' and <= '\u9FFF' ? LettersPerSign : 1) <= MaxNameLetters
            && !NotOwnPattern.IsMatch(WordSounds.Fold(others));
    }

    private static bool TouchesLetter(string text, Match match) =>
        (match.Index > 0 && char.IsAsciiLetterOrDigit(text[match.Index - 1]))
        || (match.Index + match.Length < text.Length && char.IsAsciiLetterOrDigit(text[match.Index + match.Length]));

    [GeneratedRegex(@"\+?[0-9](?:[0-9 ()\-]*[0-9])?", RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();

    // A mobile phone, or a landline with its area code: nothing else looks like them.
    [GeneratedRegex(
        @"^(?:(?:(?:\+|00)?86)?1[3-9][0-9]{9}|(?:(?:\+|00)86|0)[1-9][0-9]{1,2}[2-9][0-9]{6,7})$", RegexOptions.NonBacktracking)]
    private static partial Regex CompletePattern();

    [GeneratedRegex("^1[3-9](?:[0-9]{8}|[0-9]{10})$", RegexOptions.NonBacktracking)]
    private static partial Regex SlipPattern();

    [GeneratedRegex(@"(1[3-9](?:[ \-]?[0-9]){9})[ \-/(]*(1[3-9](?:[ \-]?[0-9]){9})", RegexOptions.NonBacktracking)]
    private static partial Regex TwoPhonesPattern();

    // A number without an area code, a short number or a foreign one.
    [GeneratedRegex(@"^\+?[0-9]{5,15}$", RegexOptions.NonBacktracking)]
    private static partial Regex LocalPattern();
}
