using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Kind, service item, anonymity, chat and links.</summary>
public sealed partial class Ticket
{
    /// <summary>Changes the kind of the ticket.</summary>
    public Refusal? Amend(Author author, TicketKind kind, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } refusal) return refusal;
        if (kind == Kind) return null;
        var before = Kind;
        Kind = kind;
        Record(new KindAmended(context.Now, author, before, kind));
        return null;
    }

    /// <summary>Changes the service item that the ticket is about.</summary>
    public Refusal? Amend(Author author, string serviceItem, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } refusal) return refusal;
        if (serviceItem == ServiceItem) return null;
        var before = ServiceItem;
        ServiceItem = serviceItem;
        Record(new ServiceItemAmended(context.Now, author, before, serviceItem));
        return null;
    }

    /// <summary>Changes the language of everything that is sent to the resident.</summary>
    public Refusal? Amend(Author author, Language language, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } refusal) return refusal;
        if (language == Language) return null;
        var before = Language;
        Language = language;
        Record(new LanguageAmended(context.Now, author, before, language));
        return null;
    }

    /// <summary>Gives the ticket to another department, or changes the language of what is sent. The response cycle is untouched.</summary>
    /// <param name="keepsAssignee">False if the assignee may not read the tickets of the new department.</param>
    public Refusal? Reroute(Author author, string? department, Language? language, bool keepsAssignee, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Reroute, context) is { } refusal) return refusal;
        if (department is not null && department != Department)
        {
            var before = Department;
            (Department, Assignee) = (department, keepsAssignee ? Assignee : null);
            Record(new DepartmentAmended(context.Now, author, before, department, Unassigned: !keepsAssignee));
        }

        return language is { } other ? Amend(author, other, context) : null;
    }

    /// <summary>
    /// Records that the resident urges an answer. Refused if none is owed. Soon after the last time it is the same urging: a button may be
    /// pressed twice, and words be said in two messages.
    /// </summary>
    /// <param name="earlier">The times at which the resident did so since the response cycle began.</param>
    public Refusal? Urge(Author author, IReadOnlyCollection<DateTimeOffset> earlier, ChangeContext context)
    {
        if (UnansweredCycle is null) return CreateRefusal(TicketAction.Write, RefusalReason.WrongState, context);
        if (earlier.Any(at => (context.Now - at).Duration() < TicketUrged.SameUrging)) return null;
        Urged = earlier.Count + 1;
        Record(new TicketUrged(context.Now, author, Urged));
        return null;
    }

    /// <summary>
    /// Changes who may see the resident's identity. An anonymous ticket keeps only the chat that answers are sent to.
    /// </summary>
    public Refusal? Amend(Author author, Anonymity anonymity, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } refusal) return refusal;
        if (anonymity == Anonymity) return null;
        var before = Anonymity;
        Anonymity = anonymity;
        PersonId = anonymity is Anonymity.Anonymous ? null : PersonId ?? ChatAddress?.PersonId;
        if (PersonId is null) Person = null;
        // A link created on opening leads to the resident's earlier ticket and would reveal who they are.
        if (anonymity is Anonymity.Anonymous) _links.RemoveAll(l => l.At == EnteredAt);
        Record(new AnonymityAmended(context.Now, author, before, anonymity));
        return null;
    }

    /// <summary>Moves the ticket to another record of the same resident.</summary>
    internal void BelongTo(Person person) => (PersonId, Person) = (person.Id, person);

    /// <summary>
    /// Joins a chat to the ticket, after the resident entered the code from a paper slip or a call. Further answers go to that chat.
    /// </summary>
    public void JoinChat(PersonAddress chat, Language language, ChangeContext context)
    {
        if (ChatAddressId == chat.Id || ErasedAt is not null || chat.Kind.Channel is not { } channel) return;
        (ChatAddressId, ChatAddress, Reach, Language, Unreachable) = (chat.Id, chat, Contracts.Reach.Chat, language, false);
        Record(new ChatJoined(context.Now, Author.Resident, channel, language));
    }

    /// <summary>
    /// Records that the resident blocked the chat or opened it again.
    /// Messages in the outbox fail on their own and are then told by phone.
    /// </summary>
    public void SetReachable(bool reachable, ChangeContext context)
    {
        if (Unreachable == !reachable) return;
        Unreachable = !reachable;
        Record(new ChatReachChanged(context.Now, Author.Resident, reachable));
    }

    /// <summary>Records that the resident confirmed kind and details. Only the first time counts.</summary>
    public Refusal? ConfirmDetails(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } refusal) return refusal;
        if (ConfirmedAt is not null) return null;
        ConfirmedAt = context.Now;
        Record(new DetailsConfirmed(context.Now, author));
        return null;
    }

    public Refusal? LinkTo(Author author, Ticket to, ChangeContext context)
    {
        if (to.Id == Id) return CreateRefusal(TicketAction.Link, RefusalReason.SameTicket, context);
        if (RefusalFor(TicketAction.Link, context) is { } refusal) return refusal;
        if (_links.Exists(l => l.ToTicketId == to.Id)) return null;
        _links.Add(new() { TicketId = Id, ToTicketId = to.Id, At = context.Now });
        Record(new TicketLinked(context.Now, author, to.Id));
        return null;
    }
}
