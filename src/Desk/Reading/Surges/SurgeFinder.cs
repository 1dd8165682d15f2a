using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Surges;

/// <summary>A ticket of a surge.</summary>
/// <param name="IsWaiting">True if its resident still waits for an answer.</param>
public sealed record SurgeTicket(
    long Id, TicketNumber Number, long Version, string Subject, Language Language, bool IsWaiting, DateTimeOffset ReceivedAt);

/// <summary>Several people who ask about the same within a few days.</summary>
/// <param name="ServiceItem">The service item that they share; null if their words are similar.</param>
/// <param name="Tickets">The tickets, the oldest first.</param>
public sealed record Surge(string? ServiceItem, int People, IReadOnlyList<SurgeTicket> Tickets);

/// <summary>Finds what several people ask about within three days: the same service item, or similar words.</summary>
public sealed class SurgeFinder(IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    public const int LeastPeople = 5;

    public static readonly TimeSpan Span = TimeSpan.FromDays(3);

    /// <summary>The newest tickets that are looked at, and those whose words are compared, each with each other.</summary>
    private const int MaxTickets = 1_000, MaxCompared = 300;

    /// <summary>Lists the surges in which somebody still waits, similar words first. A ticket is listed once.</summary>
    public async Task<IReadOnlyList<Surge>> FindAsync(Actor actor, CancellationToken cancellation)
    {
        var recent = await ListRecentAsync(actor, cancellation);
        var byWords = GroupByWords([.. recent.Take(MaxCompared)], cancellation).ToList();
        var listed = byWords.SelectMany(group => group).ToHashSet();
        var byService = recent.Where(ticket => ticket.ServiceItem is not null && !listed.Contains(ticket))
            .GroupBy(ticket => ticket.ServiceItem).Where(group => CountPeople(group) >= LeastPeople);
        return [.. byWords.Select(group => Create(null, group)).Concat(byService.Select(group => Create(group.Key, group)))
            .Where(surge => surge.Tickets.Any(ticket => ticket.IsWaiting))];
    }

    private async Task<List<RecentTicket>> ListRecentAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = time.GetUtcNow() - Span;
        return await db.ReadableTickets(actor).Where(t => t.ReceivedAt >= since && t.Status != TicketStatus.Closed)
            .OrderByDescending(t => t.ReceivedAt).ThenByDescending(t => t.Id).Take(MaxTickets)
            .Select(t => new RecentTicket(
                new(t.Id, t.Number, t.Version, t.Subject, t.Language, t.Unanswered, t.ReceivedAt), t.ServiceItem, t.PersonId,
                t.Messages.OrderBy(m => m.Id).Select(m => m.Text.Substring(0, WordOverlap.MaxLength)).FirstOrDefault() ?? ""))
            .ToListAsync(cancellation);
    }

    /// <summary>Takes the ticket that is similar to the tickets of most people, with these, and begins anew with the rest.</summary>
    private static IEnumerable<List<RecentTicket>> GroupByWords(IReadOnlyList<RecentTicket> recent, CancellationToken cancellation)
    {
        var similar = FindSimilar(recent, cancellation);
        var rest = Enumerable.Range(0, recent.Count).ToHashSet();
        while (rest.Count >= LeastPeople)
        {
            var largest = rest.Select(one => similar[one].FindAll(rest.Contains)).MaxBy(CountPeople)!;
            if (CountPeople(largest) < LeastPeople) yield break;
            rest.ExceptWith(largest);
            yield return largest.ConvertAll(one => recent[one]);
        }

        int CountPeople(List<int> group) => SurgeFinder.CountPeople(group.Select(one => recent[one]));
    }

    /// <summary>
    /// Lists for each ticket those with similar words, and itself. Each two are compared once, however many groups there are.
    /// </summary>
    private static List<int>[] FindSimilar(IReadOnlyList<RecentTicket> recent, CancellationToken cancellation)
    {
        var vocabulary = new Vocabulary();
        var words = recent.Select(ticket => new WordOverlap(ticket.Words, vocabulary)).ToArray();
        var similar = Enumerable.Range(0, recent.Count).Select(one => new List<int> { one }).ToArray();
        for (var one = 0; one < words.Length; one++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var other = one + 1; other < words.Length; other++)
            {
                if (!words[one].IsSimilarTo(words[other])) continue;
                similar[one].Add(other);
                similar[other].Add(one);
            }
        }

        return similar;
    }

    // Nobody knows if two anonymous tickets are of one person, so each counts as one.
    private static int CountPeople(IEnumerable<RecentTicket> tickets) => tickets.DistinctBy(t => t.PersonId ?? -t.Ticket.Id).Count();

    private static Surge Create(string? serviceItem, IEnumerable<RecentTicket> tickets)
    {
        var all = tickets.ToList();
        return new(serviceItem, CountPeople(all), [.. all.Select(one => one.Ticket).OrderBy(t => t.ReceivedAt).ThenBy(t => t.Id)]);
    }

    private sealed record RecentTicket(SurgeTicket Ticket, string? ServiceItem, long? PersonId, string Words);
}
