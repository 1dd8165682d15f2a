using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>What became of an action on a ticket. Every expected "no" is one of these; anything else is a bug and an exception.</summary>
public abstract record Outcome
{
    private Outcome() { }

    public sealed record Done(Ticket Ticket) : Outcome;

    /// <summary>No such ticket, or none that this actor may read: the two are not told apart.</summary>
    public sealed record NotFound : Outcome;

    public sealed record Forbidden(TicketAction Action) : Outcome;

    public sealed record Refused(Refusal Refusal) : Outcome;

    /// <summary>Somebody changed it since it was read.</summary>
    public sealed record Changed(long Version) : Outcome;

    public sealed record Invalid(IReadOnlyList<FieldFault> Faults) : Outcome;
}
