using System.Collections.Frozen;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>
/// Reduces words to what is heard, so that they are equal in whatever letters they are typed: Uyghur in Arabic, Latin and Cyrillic
/// letters goes through this one transliteration, and letters that keyboards and habits mix up become one. Traditional Chinese becomes
/// simplified. Words of other languages only get other letters. Not for search or display.
/// </summary>
public static class WordSounds
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyzéëêöü", LatinHeard = "ابکدهفگهىجکلمنوپکرستوۋۋهىزهههوو";

    private const string Cyrillic = "абвгғдеёжҗзийкқлмноөпрстуүфхһцчшщыэә", CyrillicHeard = "ابۋگگدهوججزىىککلمنووپرستووفههسچششىهه";

    private const string Mixed = "ۇۈۆوقغژېخح", MixedHeard = "ووووکگجههه";

    private static readonly FrozenDictionary<int, string> Heard = (Latin + Cyrillic + Mixed).Zip(LatinHeard + CyrillicHeard + MixedHeard)
        .Select(pair => (Letter: (int)pair.First, Heard: pair.Second.ToString()))
        // The seat of a vowel is often left out.
        .Concat([('ئ', ""), ('ь', ""), ('ъ', ""), ('ڭ', "نگ"), ('ң', "نگ"), ('я', "ىا"), ('ю', "ىو")])
        .ToFrozenDictionary(pair => pair.Letter, pair => pair.Heard);

    private static readonly TextMemo<IReadOnlyList<string>> Words = new(FoldWordsAnew);

    /// <summary>Returns the letters and digits of the text as they are heard.</summary>
    public static string Fold(string text) => string.Concat(FoldWords(text));

    /// <summary>
    /// Returns the words as they are heard. Chinese has no spaces, so each of its signs is one.
    /// </summary>
    public static IReadOnlyList<string> FoldWords(string text) => Words.Get(text);

    private static IReadOnlyList<string> FoldWordsAnew(string text)
    {
        var (words, word, before) = (new List<string>(), new StringBuilder(), default(Rune));
        foreach (var rune in FoldedText.FoldRunes(text))
        {
            var isSign = rune.Value is >= 0x3400 and <= 0x9FFF;
            // An apostrophe is part of the word, and separates nothing.
            if (isSign || (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('\'' or '’' or '`'))) EndWord(words, word);
            if (isSign) words.Add(TraditionalSigns.Simplify((char)rune.Value).ToString());
            else if (Rune.IsLetterOrDigit(rune)) Append(word, rune, before);
            before = rune;
        }

        EndWord(words, word);
        return words.AsReadOnly();
    }

    private static void EndWord(List<string> words, StringBuilder word)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }

    private static void Append(StringBuilder word, Rune rune, Rune before)
    {
        if (rune.Value is 'h' && word.Length > 0 && "cgsz".IndexOf((char)before.Value, StringComparison.Ordinal) is >= 0 and var pair)
            word[^1] = "چگشج"[pair];
        else word.Append(Heard.GetValueOrDefault(rune.Value) ?? rune.ToString());
    }
}
