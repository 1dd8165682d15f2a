using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The messages of the bot and the conversation state after them. Has no messages if a reply would only add to a flood.
/// </summary>
public sealed record Reply(Place Next, IReadOnlyList<Say> Says)
{
    public Reply(Place next, Say say) : this(next, [say]) { }
}

/// <summary>
/// One step of the dialog: a call to the desk with the continuation that turns its result into the next step, or the end.
/// </summary>
public abstract record Turn
{
    private Turn() { }

    /// <summary>The last step: sends the reply without calling the desk.</summary>
    public sealed record Talk(Reply Reply) : Turn;

    /// <summary>
    /// Submits one message or more of one ticket. <paramref name="Then"/> gets the receipt of the first. <paramref name="Idle"/> is
    /// the reply if the message is a mere courtesy in a chat without a ticket.
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

    /// <summary>Loads a frequent question and its answer in the given language, after the language was changed.</summary>
    public sealed record Know(string Code, Language Language, Func<KnownAnswer?, Turn> Then) : Turn;

    /// <summary>Links the chat to a staff account, so that alerts are sent there.</summary>
    public sealed record LinkStaff(string Code, Language Language, Func<bool, Turn> Then) : Turn;

    /// <summary>Records that the resident blocked or unblocked the bot. No reply is sent.</summary>
    public sealed record Reach(bool Reachable) : Turn;

    /// <summary>Does nothing. <paramref name="Code"/> is the reason recorded in the inbox.</summary>
    public sealed record Silence(string Code) : Turn;
}
