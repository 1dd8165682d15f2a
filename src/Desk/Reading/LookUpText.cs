using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// Reads what people type or paste to find a ticket: its number however sloppily written, with the word for it, a mark before or a full
/// stop after, with or without the tracking code of its slip.
/// </summary>
internal static class LookUpText
{
    private const int MaxLength = 64;

    /// <summary>The words that stand beside a number, the longer before those that they contain.</summary>
    private static readonly string[] WordsBeside = [.. new[]
    {
        "خىزمەت تالونى", "تالونى", "تالون", "نومۇرى", "نومۇر", "سۈرۈشتۈرۈش كودى", "工单编号", "工单号", "工单", "工單", "编号", "編號", "号码", "單號",
        "单号", "查询码", "号", "ticket", "number", "code", "no", "nr",
    }.Select(SearchText.FoldLetters)];

    /// <summary>Reads a ticket number. A fault says whether the text looks like one that was mistyped.</summary>
    public static TicketNumberReading ReadNumber(string? typed)
    {
        var plain = TicketNumber.Read(typed);
        if (plain.Number is not null || typed is null || typed.Length > MaxLength) return plain;
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var others = words.Where(word => !TrackingCodeText.IsCode(word)).ToList();
        var left = SearchText.FoldLetters(string.Join(' ', others));
        foreach (var word in WordsBeside) left = left.Replace(word, "", StringComparison.Ordinal);
        return left.EnumerateRunes().All(Rune.IsDigit) ? TicketNumber.Read(left) : plain;
    }
}
