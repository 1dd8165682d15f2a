using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Finds the ticket that words clearly speak of while something is asked about another one: by its number, its place, or by what it is
/// about beside a word that points at it, such as "that of the parcel". A word that both share by chance is not enough.
/// </summary>
internal static class OtherMatter
{
    private const int MaxWords = 12;

    private static readonly PhraseSet PointsBefore = SaidWords.Lists.Sounds("pointsBefore"),
        PointsAfter = SaidWords.Lists.Sounds("pointsAfter");

    /// <param name="listed">The numbers of the tickets in the order in which the resident counts them.</param>
    public static TrackedTicket? Find(string text, TicketNumber asked, IReadOnlyList<TrackedTicket> tickets, IReadOnlyList<string> listed)
    {
        if (TypedCodes.FindWrittenNumber(text) is { } number) return number == asked ? null
            : tickets.FirstOrDefault(ticket => ticket.Number == number && ticket.Status is not TicketStatus.Closed);
        if (AnswerReadings.SplitClauses(text) is not [var first, ..]) return null;
        var open = tickets.Where(ticket => ticket.Status is not (TicketStatus.Closed or TicketStatus.Resolved)).ToList();
        var beginning = TextParts.Beginning(first);
        var found = FindByPlace(beginning, open, listed) ?? FindPointedAt(beginning, open);
        return found?.Number == asked ? null : found;
    }

    private static TrackedTicket? FindByPlace(string beginning, IReadOnlyList<TrackedTicket> open, IReadOnlyList<string> listed)
    {
        if (ListOrdinal.FindMatter(beginning) is not { } place) return null;
        var named = listed.ElementAtOrDefault((place is ListOrdinal.Last ? listed.Count : place) - 1);
        return open.FirstOrDefault(ticket => ticket.Number.ToString() == named);
    }

    // The name stands first: what follows says something of it.
    private static TrackedTicket? FindPointedAt(string beginning, IReadOnlyList<TrackedTicket> open)
    {
        var words = WordSounds.FoldWords(beginning).Take(MaxWords).ToList();
        if (TextParts.CountBeginning(words, PointsBefore, MaxWords) > 0) return MatterWords.FindNamed(string.Join(' ', words), open);
        for (var start = 1; start < words.Count; start++)
            if (TextParts.CountBeginning([.. words.Skip(start)], PointsAfter, MaxWords) > 0
                && MatterWords.FindNamed(string.Join(' ', words.Take(start)), open) is { } named) return named;
        return null;
    }
}
