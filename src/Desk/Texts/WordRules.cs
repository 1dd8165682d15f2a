using EcomCenter.Texts;

namespace EcomCenter.Desk.Texts;

/// <summary>Validation of texts, the same for every channel.</summary>
public static class WordRules
{
    /// <summary>The maximum length of a text in Unicode code points.</summary>
    public const int LongestText = 10_000;

    public static void Check(List<FieldFault> faults, string field, string? text, int longest)
    {
        if (text is null || !CleanText.SaysSomething(text)) faults.Add(new(field, "empty"));
        else CheckOptional(faults, field, text, longest);
    }

    public static void CheckOptional(List<FieldFault> faults, string field, string? text, int longest)
    {
        if (text is null) return;
        if (!CleanText.IsClean(text)) faults.Add(new(field, "brokenCharacters"));
        else if (CodePoints(text.AsSpan().Trim()) is var length && length > longest)
            faults.Add(new(field, "tooLong", ("longest", longest), ("length", length)));
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            if (!char.IsLowSurrogate(c)) count++;
        return count;
    }
}
