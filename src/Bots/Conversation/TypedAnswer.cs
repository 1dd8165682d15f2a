using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads typed words as a press of a button that was offered: its label in any language, its number, or what people say instead. Words
/// that fit no button stay words.
/// </summary>
public static class TypedAnswer
{
    private const int MaxLength = 60, MaxNumberWord = 12;

    internal static readonly WordLists Said = WordLists.Load(typeof(TypedAnswer).Assembly, "EcomCenter.Bots.Texts.said");

    private static readonly IReadOnlyList<string> ChoosingWords =
        [.. Said["choosing"].OrderByDescending(word => word.Length)];

    /// <summary>The lists without polite words at their ends, because those are taken off a text, too.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> SaidBarely =
        Said.Keys.ToFrozenDictionary(key => key, key => Said[key].Select(Politeness.Strip).ToFrozenSet());

    /// <summary>Returns true if the input may be an answer, so that the buttons of the last message are needed to understand it.</summary>
    public static bool IsPossible(ChatInput input) =>
        input is ChatInput.TextInput { IsEdit: false } text && text.Text.Length <= MaxLength && CleanText.HasVisibleText(text.Text);

    /// <summary>Returns the code of the button that the text means, of those under the last message; null if there is none.</summary>
    /// <param name="areNumbered">True if the buttons were shown as a numbered list.</param>
    public static string? Find(string text, IReadOnlyList<ChatButton> offered, bool areNumbered) => FindInWords(text, offered)
        ?? (offered.Count == 0 || IsQuestionOfStaff(offered) ? null : FindByNumber(text, WordsIn(text), offered, areNumbered));

    /// <summary>Returns the code of the button that the words mean, for a list that is no longer the last message.</summary>
    public static string? FindInWords(string text, IReadOnlyList<ChatButton> offered)
    {
        if (offered.Count == 0) return null;
        var words = WordsIn(text);
        return FindByLabel(words, offered)
            ?? words.Select(word => offered.FirstOrDefault(button => IsSaidFor(button.Code, word))?.Code).OfType<string>().FirstOrDefault()
            ?? FindByYesOrNo(words, offered);
    }

    /// <summary>Returns true if the text says nothing but what the button of this code does, without the button being offered.</summary>
    public static bool Says(string text, string code) => text.Length <= MaxLength && WordsIn(text).Exists(word => IsSaidFor(code, word));

    /// <summary>Returns true for words that may be an answer to something, whatever was offered.</summary>
    internal static bool IsKnown(string text) => text.Length <= MaxLength
        && (TypedCodes.ReadNumberKey(text) is not null || WordsIn(text).Exists(word => Said.Keys.Any(key => Said[key].Contains(word))));

    /// <summary>The text itself, and the text without polite words and without "I want" and the like before it.</summary>
    private static List<string> WordsIn(string text)
    {
        var (all, stripped) = (FoldedText.LettersAndDigits(text), Politeness.Strip(text));
        return [all, stripped, WithoutChoosing(all), WithoutChoosing(stripped)];
    }

    private static string WithoutChoosing(string words) =>
        ChoosingWords.FirstOrDefault(word => words.Length > word.Length && words.StartsWith(word, StringComparison.Ordinal)) is { } choosing
            ? words[choosing.Length..] : words;

    private static string? FindByLabel(List<string> words, IReadOnlyList<ChatButton> offered) =>
        offered.FirstOrDefault(button => BotTexts.LabelsOf(button).Select(FoldedText.LettersAndDigits)
            .Any(label => label.Length > 0 && words.Exists(word => WithoutNumber(word) == label || word == label)))?.Code;

    // "3 complaint": the label counts, because it is surer than the number.
    private static string WithoutNumber(string word) => word.TrimStart([.. "0123456789"]);

    private static string? FindByNumber(string text, List<string> words, IReadOnlyList<ChatButton> offered, bool areNumbered)
    {
        if (ReadNumber(text, words) is not { } number) return null;
        if (areNumbered) return number >= 1 && number <= offered.Count ? offered[number - 1].Code : null;
        // Where no numbers are shown, the number of a rating is its score, and languages are not counted.
        if (offered.FirstOrDefault(button => WordKey(button.Code) == FormattableString.Invariant($"rate.{number}")) is { } rating)
            return rating.Code;
        var counted = offered.Where(button => ButtonCodes.ReadLanguage(button.Code) is null).ToList();
        return number >= 1 && number <= counted.Count ? counted[number - 1].Code : null;
    }

    private static int? ReadNumber(string text, List<string> words)
    {
        if (TypedCodes.ReadNumberKey(text) is { } digits) return digits;
        for (var number = 1; number <= MaxNumberWord; number++)
            if (words.Exists(Said[FormattableString.Invariant($"number.{number}")].Contains)) return number;
        return null;
    }

    private static string? FindByYesOrNo(List<string> words, IReadOnlyList<ChatButton> offered)
    {
        if (words.Exists(Said["yes"].Contains)) return offered.FirstOrDefault(button => MeansYes(button.Code))?.Code;
        if (!words.Exists(Said["no"].Contains)) return null;
        var asksToWithdraw = offered.Any(button => WordKey(button.Code) is "withdraw.sure");
        return offered.FirstOrDefault(button => MeansNo(button.Code) || (asksToWithdraw && WordKey(button.Code) is "matter"))?.Code;
    }

    // The answer that ends a matter for good needs clearer words than yes.
    private static bool MeansYes(string code) => WordKey(code) is "solved" or "right" or "withdraw.sure";

    private static bool MeansNo(string code) => WordKey(code) is "notSolved" or "notAnswered" or "change" or "noPhone";

    // A number is then an answer to the question, not a choice.
    private static bool IsQuestionOfStaff(IReadOnlyList<ChatButton> offered) => offered is [var only] && WordKey(only.Code) is "add";

    private static bool IsSaidFor(string code, string word) =>
        WordKey(code) is var key && (Said[key].Contains(word) || (SaidBarely.TryGetValue(key, out var barely) && barely.Contains(word)));

    /// <summary>The key of the words that people say instead of pressing the button.</summary>
    private static string WordKey(string code) => code.Split(':') switch
    {
        ["wish", var wish] when DisplayNames.ServiceCodes.Contains(wish) => "service." + wish,
        ["wish", var kind] => "kind." + kind,
        ["language", var tag] => "language." + tag,
        ["move", _, ButtonCodes.None] => "own",
        ["service", ButtonCodes.None, _] => "service.none",
        [var word, ButtonCodes.None, _] => word,
        [var word, { Length: > 0 } value, _] => $"{word}.{char.ToLowerInvariant(value[0])}{value[1..]}",
        [var word, ..] => word,
        [] => "",
    };
}
