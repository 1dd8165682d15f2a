using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>
/// Checks that every message text still matches the hash in the events. Erased texts are skipped: their salt was erased with them.
/// </summary>
internal static class MessageLaws
{
    public static IEnumerable<Finding> Check(TicketRecord record)
    {
        var recorded = record.SaidWords.ToList();
        var messages = record.Ticket.Messages.ToDictionary(m => m.Id);
        foreach (var (id, hash) in recorded)
        {
            if (!messages.TryGetValue(id, out var message)) yield return new(record.Where, "messageLost", ("message", id));
            else if (message.Salt.Length > 0 && message.Hash().Value != hash)
                yield return new(record.Where, "messageChanged", ("message", id));
        }

        foreach (var unrecorded in messages.Keys.Except(recorded.Select(t => t.Message)))
            yield return new(record.Where, "messageUntold", ("message", unrecorded));
        var moved = record.MovedAway.ToHashSet();
        foreach (var message in messages.Values.Where(IsHalfMoved))
            yield return new(record.Where, "messageHalfMoved", ("message", message.Id));
        if (record.Ticket.ErasedAt is not null && SaysMore(record.Ticket)) yield return new(record.Where, "halfErased");
        var rated = record.RatedWords.ToHashSet();
        foreach (var rating in record.Ticket.Ratings)
            if (rating.Hash() is { } hash && !rated.Contains(hash.Value))
                yield return new(record.Where, "commentChanged", ("score", rating.Score));

        bool IsHalfMoved(Message message) => message.MovedTo is null
            ? moved.Contains(message.Id)
            : message.Text.Length > 0 || !moved.Contains(message.Id);
    }

    private static bool SaysMore(Ticket ticket) => ticket is not { Subject: "", PersonId: null, ChatAddressId: null }
        || ticket.Messages.Any(m => m is not { Text: "", Salt: [], Office: null }) || ticket.Ratings.Any(r => r.Comment is not null);
}
