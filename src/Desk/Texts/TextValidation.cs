using EcomCenter.Texts;

namespace EcomCenter.Desk.Texts;

/// <summary>Validation of texts, the same for every channel.</summary>
public static class TextValidation
{
    /// <summary>The maximum length of a text in Unicode code points.</summary>
    public const int MaxTextLength = 10_000;

    public static void CheckRequired(List<FieldFault> faults, string field, string? text, int maxLength)
    {
        if (text is null || !CleanText.HasVisibleText(text)) faults.Add(new(field, "empty"));
        else CheckOptional(faults, field, text, maxLength);
    }

    public static void CheckOptional(List<FieldFault> faults, string field, string? text, int maxLength)
    {
        if (text is null) return;
        if (!CleanText.IsValid(text)) faults.Add(new(field, "brokenCharacters"));
        else if (CountCodePoints(text.AsSpan().Trim()) is var length && length > maxLength)
            faults.Add(new(field, "tooLong", ("longest", maxLength), ("length", length)));
    }

    private static int CountCodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            if (!char.IsLowSurrogate(c)) count++;
        return count;
    }
}
