using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>The person and the departments that act on a ticket, as one value that a form brings back.</summary>
public static class TicketHolders
{
    public static string Format(string? assignee, string? slipDepartments) => $"{assignee}/{slipDepartments}";

    public static string Format(Ticket ticket) => Format(ticket.Assignee, ticket.SlipDepartments);
}
