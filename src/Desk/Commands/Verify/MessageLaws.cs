using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Every word said is told in the record by its hash, and still hashes to it. Words that were erased have lost their salt with them.</summary>
internal static class MessageLaws
{
    public static IEnumerable<Finding> Check(TicketRecord record)
    {
        var told = record.SaidWords.ToList();
        var messages = record.Ticket.Messages.ToDictionary(m => m.Id);
        foreach (var (id, hash) in told)
        {
            if (!messages.TryGetValue(id, out var message)) yield return new(record.Where, "messageLost", ("message", id));
            else if (message.Salt.Length > 0 && message.Hash().Value != hash) yield return new(record.Where, "messageChanged", ("message", id));
        }

        foreach (var untold in messages.Keys.Except(told.Select(t => t.Message))) yield return new(record.Where, "messageUntold", ("message", untold));
        var moved = record.MovedAway.ToHashSet();
        foreach (var message in messages.Values.Where(m => m.MovedTo is not null ? m.Text.Length > 0 || !moved.Contains(m.Id) : moved.Contains(m.Id)))
            yield return new(record.Where, "messageHalfMoved", ("message", message.Id));
        if (record.Ticket.ErasedAt is not null && SaysMore(record.Ticket)) yield return new(record.Where, "halfErased");
        var rated = record.RatedWords.ToHashSet();
        foreach (var rating in record.Ticket.Ratings)
            if (rating.Hash() is { } hash && !rated.Contains(hash.Value)) yield return new(record.Where, "commentChanged", ("score", rating.Score));
    }

    private static bool SaysMore(Ticket ticket) => ticket is not { Subject: "", PersonId: null, ChatAddressId: null }
        || ticket.Messages.Any(m => m is not { Text: "", Salt: [], Office: null }) || ticket.Ratings.Any(r => r.Comment is not null);
}
