using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// The actor of an action and its ticket. With <paramref name="IfVersion"/>, the action runs only on that version of the ticket.
/// </summary>
public sealed record TicketRequest(TicketNumber Number, Actor Actor, long? IfVersion = null);
