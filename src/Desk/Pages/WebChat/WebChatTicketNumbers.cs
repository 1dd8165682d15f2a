using System.Text.RegularExpressions;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Finds the first mention of each ticket number in a transcript. The page shows it in a bubble of its own, to copy.</summary>
internal static partial class WebChatTicketNumbers
{
    public static Dictionary<long, TicketNumber> FindFirstMentions(IReadOnlyList<WebChatMessage> messages)
    {
        var seen = new HashSet<TicketNumber>();
        var mentions = new Dictionary<long, TicketNumber>();
        foreach (var line in messages.Where(line => line.IsFromDesk && !line.HasRecording))
            if (FindFirst(line.Text) is { } number && seen.Add(number)) mentions[line.Id] = number;
        return mentions;
    }

    private static TicketNumber? FindFirst(string text) =>
        Digits().Matches(text)
            .Select(m => TicketNumber.Read(m.Value).Number)
            .FirstOrDefault(n => n is not null);

    [GeneratedRegex(@"(?<![\d-])\d{3,4}(-\d{3,4})+(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
