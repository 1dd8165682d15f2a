using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>
/// Checks that every message text still matches the hash in the events. Erased texts are skipped: their salt was erased with them.
/// </summary>
internal static class MessageChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        var recorded = history.MessageHashes.ToList();
        var messages = history.Ticket.Messages.ToDictionary(m => m.Id);
        foreach (var (id, hash) in recorded)
        {
            if (!messages.TryGetValue(id, out var message)) yield return new(history.Subject, "messageLost", ("message", id));
            else if (message.Salt.Length > 0 && message.ComputeHash() != hash)
                yield return new(history.Subject, "messageChanged", ("message", id));
        }

        foreach (var unrecorded in messages.Keys.Except(recorded.Select(t => t.Message)))
            yield return new(history.Subject, "messageUntold", ("message", unrecorded));
        var moved = history.MovedAwayMessages.ToHashSet();
        foreach (var message in messages.Values.Where(IsHalfMoved))
            yield return new(history.Subject, "messageHalfMoved", ("message", message.Id));
        if (history.Ticket.ErasedAt is not null && HasContent(history.Ticket)) yield return new(history.Subject, "halfErased");
        var rated = history.RatingHashes.ToHashSet();
        foreach (var rating in history.Ticket.Ratings)
            if (rating.ComputeHash() is { } hash && !rated.Contains(hash))
                yield return new(history.Subject, "commentChanged", ("score", rating.Score));

        bool IsHalfMoved(Message message) => message.MovedToTicketId is null
            ? moved.Contains(message.Id)
            : message.Text.Length > 0 || !moved.Contains(message.Id);
    }

    private static bool HasContent(Ticket ticket) => ticket is not { Subject: "", PersonId: null, ChatAddressId: null }
        || ticket.Messages.Any(m => m is not { Text: "", Salt: [], Office: null }) || ticket.Ratings.Any(r => r.Comment is not null);
}
