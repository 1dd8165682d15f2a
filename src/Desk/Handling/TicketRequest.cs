using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// The actor of an action and its ticket. With <paramref name="IfVersion"/>, the action runs only on that version of the ticket.
/// </summary>
public sealed record TicketRequest(TicketNumber Number, Actor Actor, long? IfVersion = null)
{
    /// <summary>
    /// The holders that the actor saw, as <see cref="TicketHolders"/> formats them: the action runs only while they are the same. Null for
    /// whoever has it.
    /// </summary>
    public string? IfHeldBy { get; init; }

    /// <summary>The slip of the ticket that the action is on; null for actions on the ticket itself.</summary>
    public long? SlipId { get; init; }

    /// <summary>The supervision order of the ticket that the action is on; null for other actions.</summary>
    public long? OrderId { get; init; }
}
