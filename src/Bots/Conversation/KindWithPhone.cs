using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Finds a kind that is named before or after a phone: "my phone is 139…, complaint". The kind is none of the words that tell whose
/// phone it is, so it is left out before they are read.
/// </summary>
internal static class KindWithPhone
{
    private const int MaxLength = 60;

    /// <summary>
    /// Returns the kind, and the phone if words beside it tell that it is the resident's own: a bare number may be that of whoever is
    /// complained about. Null if there is no phone, or no kind beside it.
    /// </summary>
    public static (TicketKind Kind, string? Phone)? Find(string text)
    {
        if (text.Length > MaxLength || !PhoneInText.HasEnoughDigits(text)) return null;
        var said = SpokenDigits.Replace(text);
        if (FindNumber(said) is not var (start, end) || PhoneInText.FindComplete(said[start..end]) is not ({ } phone, false)) return null;
        var (before, after) = (WordSounds.FoldWords(said[..start]), WordSounds.FoldWords(said[end..]));
        return FindFirst(before, after, phone) ?? FindLast(before, after, phone);
    }

    // "Complaint, my phone is 139…, after three".
    private static (TicketKind Kind, string? Phone)? FindFirst(IReadOnlyList<string> before, IReadOnlyList<string> after, string phone)
    {
        for (var count = before.Count; count > 0; count--)
            if (FindKind(before.Take(count)) is { } kind && Read(kind, before.Skip(count).Concat(after), phone) is { } found) return found;
        return null;
    }

    private static (TicketKind Kind, string? Phone)? FindLast(IReadOnlyList<string> before, IReadOnlyList<string> after, string phone)
    {
        for (var count = after.Count; count > 0; count--)
            if (FindKind(after.TakeLast(count)) is { } kind && Read(kind, before.Concat(after.SkipLast(count)), phone) is { } found)
                return found;
        return null;
    }

    private static (TicketKind Kind, string? Phone)? Read(TicketKind kind, IEnumerable<string> others, string phone) =>
        string.Join(' ', others) is var words && words.Length == 0 ? (kind, null)
            : PhoneInText.AreOwn(words) ? (kind, phone) : null;

    private static TicketKind? FindKind(IEnumerable<string> words) =>
        TypedAnswer.FindToldKinds(string.Join(' ', words)) is [var only] ? only : null;

    private static (int Start, int End)? FindNumber(string said)
    {
        var digits = said.AsSpan();
        var (start, end) = (digits.IndexOfAnyInRange('0', '9'), digits.LastIndexOfAnyInRange('0', '9'));
        if (start < 0) return null;
        return (start > 0 && said[start - 1] is '+' ? start - 1 : start, end + 1);
    }
}
