using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// The result of an action on a ticket. Every expected refusal is one of these cases; anything else is a bug and throws.
/// </summary>
public abstract record TicketActionResult
{
    private TicketActionResult() { }

    internal static TicketActionResult FromRefusal(Refusal? refusal, Ticket ticket) =>
        refusal is null ? new ActionDone(ticket) : new ActionRefused(refusal);

    public sealed record ActionDone(Ticket Ticket) : TicketActionResult
    {
        /// <summary>True if the ticket was as the action would have it, so that no event was recorded.</summary>
        public bool ChangedNothing { get; init; }
    }

    /// <summary>
    /// The ticket does not exist, or this actor may not read it. The answer is the same, so that numbers cannot be probed.
    /// </summary>
    public sealed record TicketNotFound : TicketActionResult;

    public sealed record ActionForbidden(TicketAction Action) : TicketActionResult;

    public sealed record ActionRefused(Refusal Refusal) : TicketActionResult;

    /// <summary>The ticket has changed since the actor read it.</summary>
    public sealed record TicketChanged(long Version) : TicketActionResult;

    /// <summary>The database could not be written, so nothing has changed. The key names the text that says why.</summary>
    public sealed record ActionNotSaved(string NoticeKey) : TicketActionResult;

    public sealed record ActionInvalid(IReadOnlyList<FieldFault> Faults) : TicketActionResult;
}
