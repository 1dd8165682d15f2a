namespace EcomCenter.Desk.Pages.Shared.Parts;

/// <summary>Finds a phone that stands in a sentence as it is written in the settings.</summary>
internal static class PhoneInSentence
{
    /// <summary>Splits the text at each place of the phone. Digits of a longer number are none.</summary>
    public static IEnumerable<(string Part, bool IsPhone)> Split(string text, string phone)
    {
        var from = 0;
        for (var at = Find(text, phone, 0); at >= 0; at = Find(text, phone, from))
        {
            if (at > from) yield return (text[from..at], false);
            yield return (phone, true);
            from = at + phone.Length;
        }

        if (from < text.Length) yield return (text[from..], false);
    }

    private static int Find(string text, string phone, int from)
    {
        for (var at = from; phone.Length > 0; at++)
        {
            at = text.IndexOf(phone, at, StringComparison.Ordinal);
            if (at < 0) return -1;
            var end = at + phone.Length;
            if ((at == 0 || !char.IsAsciiDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end]))) return at;
        }

        return -1;
    }
}
