using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Handling;

/// <summary>Who wants to act on which ticket; <paramref name="IfVersion"/> only if it is still the one they read.</summary>
public sealed record TicketRequest(TicketNumber Number, Actor Actor, long? IfVersion = null);
