using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database.Search;

/// <summary>The texts by which a ticket is found, in the phrase index.</summary>
internal static class TicketPhrases
{
    /// <summary>
    /// Joins the text of the first message with subject and requester, so that these find the ticket, too. The phone is one word, as it is
    /// looked up: its parts as written would let the digits be tried out that some readers see masked.
    /// </summary>
    public static string JoinFirst(Ticket ticket, Message message)
    {
        var person = ticket.Person;
        return string.Join('\n', message.Text, ticket.Subject, person?.Name, person?.Village, person?.Organisation,
            person?.Addresses.FirstOrDefault(a => a.Kind == AddressKind.Phone)?.Value);
    }

    /// <summary>Adds the messages of a new ticket.</summary>
    public static void Add(WriteSession session, Ticket opened)
    {
        var first = opened.Messages.Select(m => m.Id).DefaultIfEmpty().Min();
        foreach (var message in opened.Messages)
            Add(session, message.Id, message.Id == first ? JoinFirst(opened, message) : message.Text);
    }

    /// <summary>Adds the text of a message.</summary>
    public static void Add(WriteSession session, long message, string text) => session.AddPhrase(message, SearchText.Fold(text));

    /// <summary>Replaces what is found of the requester of a ticket.</summary>
    public static async Task ReplaceFirstAsync(WriteSession session, DeskDb db, long id, CancellationToken cancellation)
    {
        var first = await db.Messages.AsNoTracking().Where(m => m.TicketId == id).OrderBy(m => m.Id).FirstAsync(cancellation);
        if (first is { MovedToTicketId: not null } or { Salt.Length: 0 }) return;
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Person!.Addresses).FirstAsync(t => t.Id == id, cancellation);
        session.DeletePhrase(first.Id);
        Add(session, first.Id, JoinFirst(ticket, first));
    }
}
