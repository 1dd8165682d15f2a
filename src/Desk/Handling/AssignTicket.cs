using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Makes it somebody's turn who may read it.</summary>
public static class AssignTicket
{
    public static async Task<Outcome> AssignAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? user, CancellationToken cancellation)
    {
        var wanted = user?.Trim() ?? "";
        var member = await unit.Db.Users.AsNoTracking().FirstOrDefaultAsync(s => s.UserName == wanted && s.Active, cancellation);
        if (member is null) return new Outcome.Invalid([new("user", "unknownUser")]);
        var assignee = new Actor { By = By.Staff(wanted), Role = member.Role, Department = member.Department };
        var mayRead = true;
        var outcome = await on.RunAsync(unit, request, TicketAction.Assign, (ticket, moment) =>
        {
            mayRead = Authority.MayRead(assignee, ticket.Department);
            return mayRead ? ticket.Assign(request.Actor.By, wanted, moment) : null;
        }, cancellation);
        return mayRead ? outcome : new Outcome.Invalid([new("user", "userMayNotRead")]);
    }
}
