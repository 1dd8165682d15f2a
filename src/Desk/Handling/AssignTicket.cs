using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Assigns a ticket to a staff member who may read it.</summary>
public static class AssignTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Assign,
        new JsonOperation<AssignBody>("assign", "assignTicket", "Assigns the ticket to a member of staff who may read it.",
            (body, _) => AssignTo(body.User)),
        new FormDefinition("assign", ReadForm)
        {
            Fields =
            [
                new ChoiceFormField("user", "ticket.colleague", context => context.Colleagues.Select(c => (c.User, c.Name)))
                {
                    InitialValue = context => context.Ticket.Assignee,
                },
            ],
        });

    // Accounts are looked up only for an actor who may assign: others must not learn which exist.
    public static Task<TicketActionResult> AssignAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? user, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Assign, async (ticket, context) =>
        {
            var userName = user?.Trim() ?? "";
            var member = await unit.Db.Users.AsNoTracking().FirstOrDefaultAsync(s => s.UserName == userName && s.Active, cancellation);
            if (member is null) return new TicketActionResult.ActionInvalid([new("user", "unknownUser")]);
            return Authority.MayRead(member.ToActor(), ticket.Department)
                ? TicketActionResult.FromRefusal(ticket.Assign(request.Actor.Author, userName, context), ticket)
                : new TicketActionResult.ActionInvalid([new("user", "userMayNotRead")]);
        }, cancellation);

    private static TicketUseCase ReadForm(TicketForm form, List<FieldFault> faults)
    {
        if (form["user"] is null) faults.Add(new("user", "notChosen"));
        return AssignTo(form["user"]);
    }

    private static TicketUseCase AssignTo(string? user) =>
        (actions, unit, request, cancellation) => actions.AssignAsync(unit, request, user, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AssignBody
{
    [Required]
    public string? User { get; init; }
}
