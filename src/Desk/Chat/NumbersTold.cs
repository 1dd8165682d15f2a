using System.Text.RegularExpressions;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Chat;

/// <summary>Which line tells a ticket's number for the first time: it gets a bubble of its own, to be copied.</summary>
internal static partial class NumbersTold
{
    public static Dictionary<long, TicketNumber> In(IReadOnlyList<TranscriptLine> lines)
    {
        var seen = new HashSet<TicketNumber>();
        var told = new Dictionary<long, TicketNumber>();
        foreach (var line in lines.Where(line => line.Ours && !line.Spoken))
            if (FirstIn(line.Text) is { } number && seen.Add(number)) told[line.Id] = number;
        return told;
    }

    private static TicketNumber? FirstIn(string text) =>
        Digits().Matches(text).Select(m => TicketNumber.TryRead(m.Value, out var number) is TicketNumberFault.None ? number : (TicketNumber?)null)
            .FirstOrDefault(n => n is not null);

    [GeneratedRegex(@"(?<![\d-])\d{3,4}(-\d{3,4})+(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
