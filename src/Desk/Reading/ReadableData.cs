using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>An event with the number of its ticket.</summary>
public sealed record NumberedEvent
{
    public required StoredEvent Event { get; init; }

    public required TicketNumber Number { get; init; }
}

/// <summary>
/// The tickets, events, files and people that an actor may read, untracked. Every list, page, file, feed and look-up for staff and API keys
/// starts here, so that all of them show the same.
/// </summary>
internal static class ReadableData
{
    extension(DeskDb db)
    {
        public IQueryable<Ticket> ReadableTickets(Actor actor) => ReadScope.ForActor(actor).Filter(db.Tickets.AsNoTracking());

        /// <summary>The tickets whose answers go to the chat.</summary>
        public IQueryable<Ticket> ReadableTickets(ChatAddress chat) => db.Tickets.AsNoTracking().InChat(chat);

        /// <summary>
        /// Finds readable tickets by number or by words. The words of a ticket include name, village and phone of its resident, so who may
        /// not know the resident does not find the ticket by words. Who sees masked phones does not find it by the phone either:
        /// otherwise the masked digits could be tried out.
        /// </summary>
        public IQueryable<Ticket> FindTickets(Actor actor, string phrase)
        {
            if (SearchText.ParseQuery(phrase).Count == 0) return db.Tickets.Where(t => false);
            var maySeePhones = Authority.May(actor, Right.SeePhoneNumbers);
            var byWords = db.FindTicketIdsByPhrase(phrase, MaxHitsFor(actor));
            var known = Authority.May(actor, Right.KnowHiddenResidents) ? byWords
                : db.Tickets.Where(t => t.Anonymity != Anonymity.Hidden && byWords.Contains(t.Id)).Select(t => t.Id);
            if (!maySeePhones && SearchText.HasDigit(phrase))
                known = WithoutPhones(db, known, [.. SearchText.FindNumbers(phrase), .. PhoneFormat.ReadStarts(phrase)]);
            // Look-ups and a union, because an OR would read every ticket.
            var found = LookUpText.ReadNumber(phrase).Number is { } number
                ? known.Union(db.Tickets.Where(t => t.Number == number).Select(t => t.Id)) : known;
            var tickets = db.Tickets.WithResidentKnownTo(actor);
            foreach (var people in maySeePhones ? db.FindPeopleByPhone(phrase) : [])
                found = found.Union(people.Join(tickets, id => id, t => t.PersonId!.Value, (_, ticket) => ticket.Id));
            return db.ReadableTickets(actor).Where(t => found.Contains(t.Id));
        }

        /// <summary>
        /// The number of newest messages that <see cref="FindTickets"/> looked at, if there are older ones with the same words; else null.
        /// </summary>
        public async Task<int?> FindSearchLimitAsync(Actor actor, string phrase, CancellationToken cancellation)
        {
            if (SearchText.ParseQuery(phrase).Count == 0) return null;
            var limit = MaxHitsFor(actor);
            return await db.FindTicketIdsByPhrase(phrase, limit + 1).CountAsync(cancellation) > limit ? limit : null;
        }

        public IQueryable<NumberedEvent> ReadableEvents(Actor actor) => db.Events.AsNoTracking().Join(
            db.ReadableTickets(actor), e => e.TicketId, t => t.Id, (e, t) => new NumberedEvent { Event = e, Number = t.Number });

        /// <summary>The files of readable tickets. A file that no ticket has yet belongs to its uploader alone.</summary>
        public IQueryable<Attachment> ReadableAttachments(Actor actor)
        {
            var (tickets, uploader) = (db.ReadableTickets(actor), actor.Author.ToString());
            return db.Attachments.AsNoTracking().Where(a => a.TicketId == null
                ? a.Owner == uploader && a.State == AttachmentState.Kept : tickets.Any(t => t.Id == a.TicketId));
        }

        /// <summary>The files of the messages that went to the chat, and the files that its resident sent.</summary>
        public IQueryable<Attachment> ReadableAttachments(ChatAddress chat)
        {
            var sent = db.Outbox.Where(o => o.MessageId != null && o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot);
            return db.Attachments.AsNoTracking().Where(a => (a.Owner == chat.Chat && a.Channel == chat.Channel)
                || (a.MessageId != null && sent.Any(o => o.MessageId == a.MessageId)));
        }

        /// <summary>The people whose name and address the actor may know from at least one ticket.</summary>
        public IQueryable<Person> ReadablePeople(Actor actor)
        {
            var everyone = ReadScope.ForActor(actor).Everything && Authority.May(actor, Right.KnowHiddenResidents);
            var tickets = db.ReadableTickets(actor).WithResidentKnownTo(actor);
            return everyone ? db.People.AsNoTracking() : db.People.AsNoTracking().Where(p => tickets.Any(t => t.PersonId == p.Id));
        }
    }

    extension(IQueryable<Ticket> tickets)
    {
        /// <summary>Leaves out tickets whose resident the actor may not know. <see cref="Authority.MayKnowResident"/> in a query.</summary>
        public IQueryable<Ticket> WithResidentKnownTo(Actor actor) => Authority.MayKnowResident(actor, Anonymity.Hidden)
            ? tickets.Where(t => t.Anonymity != Anonymity.Anonymous) : tickets.Where(t => t.Anonymity == Anonymity.Named);
    }

    private static int MaxHitsFor(Actor actor) =>
        ReadScope.ForActor(actor).Everything && Authority.May(actor, Right.KnowHiddenResidents)
            ? DeskDb.MaxHits : DeskDb.MaxHitsToChooseFrom;

    /// <summary>
    /// Leaves out tickets whose phone was looked for, and those whose phone is no number alone. The index has the parts of that one as it
    /// was written, e.g. two words for a house and its number.
    /// </summary>
    private static IQueryable<long> WithoutPhones(DeskDb db, IQueryable<long> found, IReadOnlyList<string> numbers) =>
        db.Tickets.Where(t => found.Contains(t.Id) && !t.Person!.Addresses.Any(a => a.Kind == AddressKind.Phone
            && (numbers.Contains(a.Value) || a.Value.Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length > 0))).Select(t => t.Id);
}
