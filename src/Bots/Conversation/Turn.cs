using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>What we say, and where the chat then stands.</summary>
public sealed record Reply(Place Next, IReadOnlyList<Say> Says)
{
    public Reply(Place next, Say say) : this(next, [say]) { }
}

/// <summary>One turn of the talk: what the desk is asked for, and what follows from its answer.</summary>
public abstract record Turn
{
    private Turn() { }

    /// <summary>The desk is not needed.</summary>
    public sealed record Talk(Reply Reply) : Turn;

    /// <summary>
    /// A matter, in one message or more; <paramref name="Then"/> gets the receipt of the first. <paramref name="Idle"/> is said where it turns
    /// out to ask for nothing.
    /// </summary>
    public sealed record Submit(IReadOnlyList<IncomingMessage> Messages, Func<IntakeReceipt, Reply> Then, Reply Idle) : Turn;

    public sealed record Amend(TicketNumber Number, TicketKind Kind, Func<bool, Reply> Then) : Turn;

    public sealed record ListMatters(Func<IReadOnlyList<TrackedTicket>, Reply> Then) : Turn;

    /// <summary>Nothing to do and nobody to say it to.</summary>
    public sealed record Silence(string Code) : Turn;
}
