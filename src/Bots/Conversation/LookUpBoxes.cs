using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads what residents type or paste into a box for the number and a box for the code: with the words for them, with signs around them,
/// both in one box, in the wrong box, or a whole receipt.
/// </summary>
public static partial class LookUpBoxes
{
    private const int CodeLength = 8;

    // The words as the folded text has them, with any space between.
    private static readonly Regex CodeLabelPattern = new(string.Join('|', SaidWords.Lists.EntriesOf("codeLabel")
        .Select(label => string.Join(@"\s*", FoldedText.Fold(label).Split(' ').Select(Regex.Escape)))), RegexOptions.NonBacktracking);

    /// <summary>Returns number and code as far as they are found. What is not understood comes back as it was typed.</summary>
    public static (string? Number, string? Code) Read(string? number, string? code)
    {
        var ((numberThere, codeThere), (numberHere, codeHere)) = (FindIn(number), FindIn(code));
        var readNumber = numberThere ?? numberHere;
        var readCode = codeHere ?? (code is null || numberHere is not null ? codeThere : null);
        return (readNumber?.ToString() ?? WithoutSigns(number), readCode ?? (numberThere is null && numberHere is not null ? null : code));
    }

    private static (TicketNumber? Number, string? Code) FindIn(string? text)
    {
        if (text is null) return default;
        if (TypedCodes.ReadTracking(text) is var (number, code)) return (number, code);
        return (TicketNumber.Read(text).Number ?? TypedCodes.FindWrittenNumber(text) ?? TicketNumber.Read(WithoutSigns(text)).Number,
            FindCode(text));
    }

    // In a receipt that was pasted into one line, the next sentence may begin right after the code.
    private static string? FindCode(string text)
    {
        var folded = FoldedText.Fold(text);
        foreach (var label in CodeLabelPattern.Matches(folded).Select(match => match.Index + match.Length))
        {
            var start = label;
            while (start < folded.Length && !char.IsLetterOrDigit(folded[start])) start++;
            var end = start;
            while (end < folded.Length && end - start < CodeLength && char.IsAsciiLetterOrDigit(folded[end])) end++;
            if (end - start == CodeLength) return folded[start..end].ToUpperInvariant();
        }

        return AsciiWordPattern().Matches(folded).Select(match => match.Value)
            .FirstOrDefault(TypedCodes.IsTrackingCodeLike)?.ToUpperInvariant();
    }

    /// <summary>Leaves digits and the signs between them, so that a wrong digit is said to be one.</summary>
    private static string? WithoutSigns(string? text)
    {
        if (text is null) return null;
        var rest = TypedCodes.WithoutLabels(text).Trim();
        var (first, last) = (rest.AsSpan().IndexOfAnyInRange('0', '9'), rest.AsSpan().LastIndexOfAnyInRange('0', '9'));
        return first >= 0 && !rest.Any(char.IsLetter) ? rest[first..(last + 1)] : text;
    }

    [GeneratedRegex("[a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex AsciiWordPattern();
}
