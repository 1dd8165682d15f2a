namespace EcomCenter.Texts;

/// <summary>Nobody is refused for a broken character: NUL and halves of surrogate pairs become U+FFFD.</summary>
public static class CleanText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text) => IsClean(text) ? text : string.Create(text.Length, text, static (clean, dirty) =>
    {
        for (var i = 0; i < dirty.Length; i++) clean[i] = IsBroken(dirty, i) ? Replacement : dirty[i];
    });

    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsBroken(text, i)) return false;
        return true;
    }

    private static bool IsBroken(string text, int at) =>
        text[at] == '\0'
        || (char.IsHighSurrogate(text[at]) && !(at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && !(at > 0 && char.IsHighSurrogate(text[at - 1])));
}
