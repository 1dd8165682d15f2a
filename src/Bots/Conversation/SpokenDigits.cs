using System.Text;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Writes digits that are spelled as words, as people say a phone, in plain digits: <c>幺三八 …</c>, <c>one three eight …</c>,
/// <c>138九九九九 …</c>.
/// </summary>
internal static class SpokenDigits
{
    /// <summary>The least digits in a row; fewer are ordinary words.</summary>
    private const int MinRun = 5;

    /// <summary>
    /// The digits of a number of which a part is spelled: that of a mobile phone, and the least of another one. "139 0000 1234, one bag"
    /// holds a whole number, and another one.
    /// </summary>
    private const int MobileLength = 11, MinMixed = 7, MinSpelled = 2;

    private static readonly IReadOnlyList<PhraseSet> Words =
        [.. Enumerable.Range(0, 10).Select(digit => SaidWords.Lists.Sounds(FormattableString.Invariant($"digit.{digit}")))];

    private static readonly TextMemo<string> Replaced = new(ReplaceAnew, size: 256);

    /// <summary>
    /// Returns the text as <see cref="FoldedText"/> writes it, in simplified signs, with runs of such words in digits.
    /// </summary>
    public static string Replace(string text) => Replaced.Get(text);

    private static string ReplaceAnew(string text)
    {
        var tokens = Split(TraditionalSigns.Simplify(FoldedText.Fold(text)).Replace('〇', '零')).ToList();
        var (result, run) = (new StringBuilder(), new List<(string Token, string Digits)>());
        foreach (var token in tokens)
        {
            if (ReadDigit(token) is { } digit) run.Add((token, FormattableString.Invariant($"{digit}")));
            else if (char.IsAsciiDigit(token[0]) || (run.Count > 0 && IsJoining(token))) run.Add((token, token));
            else
            {
                EndRun(result, run);
                result.Append(token);
            }
        }

        EndRun(result, run);
        return result.ToString();
    }

    private static void EndRun(StringBuilder result, List<(string Token, string Digits)> run)
    {
        if (!run.Exists(part => part.Token != part.Digits)) result.AppendJoin("", run.Select(part => part.Token));
        else if (IsOneNumber(run)) result.AppendJoin("", run.Select(part => part.Digits));
        else foreach (var piece in SplitAtPlainDigits(run))
            result.AppendJoin("", piece.Select(part => CountDigits(piece) >= MinRun ? part.Digits : part.Token));
        run.Clear();
    }

    private static bool IsOneNumber(IReadOnlyList<(string Token, string Digits)> run)
    {
        var (plain, all) = (run.Count(part => char.IsAsciiDigit(part.Token[0])), CountDigits(run));
        return all == MobileLength || (plain < MinMixed && all >= MinMixed && all - plain >= MinSpelled);
    }

    private static IEnumerable<IReadOnlyList<(string Token, string Digits)>> SplitAtPlainDigits(
        IReadOnlyList<(string Token, string Digits)> run)
    {
        List<(string Token, string Digits)> piece = [];
        foreach (var part in run)
        {
            if (piece.Count > 0 && char.IsAsciiDigit(part.Token[0]) != char.IsAsciiDigit(piece[0].Token[0]))
            {
                yield return piece;
                piece = [];
            }

            piece.Add(part);
        }

        yield return piece;
    }

    private static int CountDigits(IReadOnlyList<(string Token, string Digits)> run) =>
        run.Count(part => char.IsAsciiDigit(part.Digits[0]));

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
