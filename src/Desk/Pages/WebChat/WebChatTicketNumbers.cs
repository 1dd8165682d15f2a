using System.Text.RegularExpressions;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Finds the first mention of each ticket number in a transcript. The page shows it in a bubble of its own, to copy.</summary>
internal static class WebChatTicketNumbers
{
    private static readonly Regex DigitsAndHyphens = new(@"[\d-]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public static Dictionary<long, TicketNumber> FindFirstMentions(IReadOnlyList<WebChatMessage> messages)
    {
        var seen = new HashSet<TicketNumber>();
        var mentions = new Dictionary<long, TicketNumber>();
        foreach (var line in messages.Where(line => line.IsFromDesk && !line.HasRecording))
            if (FindFirst(line.Text) is { } number && seen.Add(number)) mentions[line.Id] = number;
        return mentions;
    }

    private static TicketNumber? FindFirst(string text) =>
        DigitsAndHyphens.Matches(text).Where(run => run.Value.Contains('-', StringComparison.Ordinal))
            .Select(run => TicketNumber.Read(run.Value).Number).FirstOrDefault(number => number is not null);
}
