using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>What we say, and where the chat then stands. Nothing is said where it would only add to a flood.</summary>
public sealed record Reply(Place Next, IReadOnlyList<Say> Says)
{
    public Reply(Place next, Say say) : this(next, [say]) { }
}

/// <summary>One turn of the talk: what the desk is asked for, and what follows from its answer, which may be another question to it.</summary>
public abstract record Turn
{
    private Turn() { }

    /// <summary>The desk is not needed.</summary>
    public sealed record Talk(Reply Reply) : Turn;

    /// <summary>
    /// A matter, in one message or more; <paramref name="Then"/> gets the receipt of the first. <paramref name="Idle"/> is said where it turns
    /// out to ask for nothing.
    /// </summary>
    public sealed record Submit(IReadOnlyList<IncomingMessage> Messages, Func<IntakeReceipt, Turn> Then, Reply Idle) : Turn;

    public sealed record Amend(TicketNumber Number, Amendment Amendment, Func<bool, Turn> Then) : Turn;

    public sealed record ListMatters(Func<IReadOnlyList<TrackedTicket>, Turn> Then) : Turn;

    public sealed record Move(string ExternalId, TicketNumber? About, Func<IntakeReceipt?, Turn> Then) : Turn;

    public sealed record Withdraw(TicketNumber Number, string Words, Func<bool, Turn> Then) : Turn;

    public sealed record Reopen(TicketNumber Number, string Words, Func<IntakeReceipt?, Turn> Then) : Turn;

    public sealed record Rate(TicketNumber Number, int Score, Func<bool, Turn> Then) : Turn;

    public sealed record Comment(TicketNumber Number, string Words, Func<bool, Turn> Then) : Turn;

    public sealed record PickUp(string Code, Language Language, Func<TrackedTicket?, Turn> Then) : Turn;

    public sealed record Track(TicketNumber Number, string Code, Func<TrackedTicket?, Turn> Then) : Turn;

    /// <summary>A frequent question, in another language than before.</summary>
    public sealed record Know(string Code, Language Language, Func<KnownAnswer?, Turn> Then) : Turn;

    /// <summary>A member of staff makes this chat theirs, to be told there.</summary>
    public sealed record LinkStaff(string Code, Language Language, Func<bool, Turn> Then) : Turn;

    /// <summary>Nothing to say: the person shut the chat, or opened it again.</summary>
    public sealed record Reach(bool Reachable) : Turn;

    /// <summary>Nothing to do and nobody to say it to.</summary>
    public sealed record Silence(string Code) : Turn;
}
