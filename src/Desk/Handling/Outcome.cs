using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// The result of an action on a ticket. Every expected refusal is one of these cases; anything else is a bug and throws.
/// </summary>
public abstract record Outcome
{
    private Outcome() { }

    public sealed record Done(Ticket Ticket) : Outcome;

    /// <summary>
    /// The ticket does not exist, or this actor may not read it. The answer is the same, so that numbers cannot be probed.
    /// </summary>
    public sealed record NotFound : Outcome;

    public sealed record Forbidden(TicketAction Action) : Outcome;

    public sealed record Refused(Refusal Refusal) : Outcome;

    /// <summary>The ticket has changed since the actor read it.</summary>
    public sealed record Changed(long Version) : Outcome;

    public sealed record Invalid(IReadOnlyList<FieldFault> Faults) : Outcome;
}
