using System.Text;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Writes digits that are spelled as words, as people say a phone, in plain digits: <c>幺三八 …</c>, <c>one three eight …</c>.
/// </summary>
internal static class SpokenDigits
{
    /// <summary>The least digits in a row; fewer are ordinary words.</summary>
    private const int MinRun = 5;

    private static readonly IReadOnlyList<PhraseSet> Words =
        [.. Enumerable.Range(0, 10).Select(digit => SaidWords.Lists.Sounds(FormattableString.Invariant($"digit.{digit}")))];

    private static readonly TextMemo<string> Replaced = new(ReplaceAnew, size: 256);

    /// <summary>
    /// Returns the text as <see cref="FoldedText"/> writes it, in simplified signs, with runs of such words in digits.
    /// </summary>
    public static string Replace(string text) => Replaced.Get(text);

    private static string ReplaceAnew(string text)
    {
        var (result, run, runText) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var token in Split(TraditionalSigns.Simplify(FoldedText.Fold(text)).Replace('〇', '零')))
        {
            if (ReadDigit(token) is { } digit) run.Append(digit);
            else if (run.Length > 0 && !token.Any(char.IsLetterOrDigit) && IsJoining(token)) run.Append(token);
            else EndRun(result, run, runText);
            if (run.Length > 0) runText.Append(token);
            else result.Append(token);
        }

        EndRun(result, run, runText);
        return result.ToString();
    }

    private static void EndRun(StringBuilder result, StringBuilder run, StringBuilder runText)
    {
        var spelled = run.ToString();
        result.Append(spelled.Count(char.IsAsciiDigit) >= MinRun ? spelled : runText.ToString());
        run.Clear();
        runText.Clear();
    }

    private static bool IsJoining(string token) => token.All(sign => char.IsWhiteSpace(sign) || sign is '-');

    private static int? ReadDigit(string token)
    {
        if (!char.IsLetter(token[0])) return null;
        var heard = WordSounds.Fold(token);
        for (var digit = 0; digit < Words.Count; digit++)
            if (Words[digit].Contains(heard)) return digit;
        return null;
    }

    // Each Chinese sign and each digit is a token of its own.
    private static IEnumerable<string> Split(string text)
    {
        var token = "";
        foreach (var sign in text)
        {
            var joins = token.Length > 0 && char.IsLetter(sign) == char.IsLetter(token[^1]) && !IsAlone(sign) && !IsAlone(token[^1]);
            if (token.Length > 0 && !joins)
            {
                yield return token;
                token = "";
            }

            token += sign;
        }

        if (token.Length > 0) yield return token;
    }

    private static bool IsAlone(char sign) => sign is (>= '\u3400' and <= '\u9FFF') || char.IsAsciiDigit(sign);
}
