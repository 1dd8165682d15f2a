namespace EcomCenter.Desk.Tickets;

/// <summary>The result of moving messages to another ticket.</summary>
public abstract record MessageMove
{
    private MessageMove() { }

    /// <param name="To">The ticket that the messages are on now.</param>
    /// <param name="NewIds">The new ids of the messages by their old ids.</param>
    public sealed record MessagesMoved(Ticket To, IReadOnlyDictionary<long, long> NewIds) : MessageMove;

    public sealed record MoveRefused(Refusal Refusal) : MessageMove;
}
