using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Assigns a ticket to a staff member who may read it.</summary>
public static class AssignTicket
{
    public static async Task<TicketActionResult> AssignAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? user, CancellationToken cancellation)
    {
        var userName = user?.Trim() ?? "";
        var member = await unit.Db.Users.AsNoTracking().FirstOrDefaultAsync(s => s.UserName == userName && s.Active, cancellation);
        if (member is null) return new TicketActionResult.ActionInvalid([new("user", "unknownUser")]);
        var assignee = new Actor { Author = Author.Staff(userName), Role = member.Role, Department = member.Department };
        var mayRead = true;
        var result = await actions.RunAsync(unit, request, TicketAction.Assign, (ticket, context) =>
        {
            mayRead = Authority.MayRead(assignee, ticket.Department);
            return mayRead ? ticket.Assign(request.Actor.Author, userName, context) : null;
        }, cancellation);
        return mayRead ? result : new TicketActionResult.ActionInvalid([new("user", "userMayNotRead")]);
    }
}
