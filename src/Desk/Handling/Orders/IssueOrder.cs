using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Issues a drafted supervision order to a colleague who may read the ticket.</summary>
public static class IssueOrder
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.IssueOrder,
        new JsonOperation<IssueOrderBody>("issue", "issueOrder", "Issues a drafted order to a member of staff who may read the ticket.",
            (body, faults) => Issue(body.User, body.Demand, faults.ReadTime("dueAt", body.DueAt))),
        OrderActions.CreateForm(TicketAction.IssueOrder, "issue-order",
            (form, faults) => Issue(form["user"], form["demand"], form.Time(faults, "dueAt", endOfDay: true)),
            new ChoiceFormField("user", "ticket.order.to", context => context.Colleagues.Select(c => (c.User, c.Name)))
            {
                InitialValue = context => context.Ticket.Assignee,
            },
            new TextFormField("demand", "ticket.order.demand") { Rows = 3 },
            new TimeFormField("dueAt", "ticket.order.due")))
    {
        IsOnOrder = true,
    };

    private static TicketUseCase Issue(string? user, string? demand, DateTimeOffset? dueAt) =>
        async (actions, unit, request, cancellation) => TicketActions.Validate(faults =>
        {
            TextValidation.CheckRequired(faults, "user", user, StaffRules.MaxNameLength);
            TextValidation.CheckRequired(faults, "demand", demand, TextValidation.MaxTextLength);
            OrderActions.CheckDueTime(faults, dueAt, unit.Now);
        }) ?? await actions.RunOnOrderAsync(unit, request, TicketAction.IssueOrder, async on =>
        {
            var userName = user?.Trim() ?? "";
            var member = await unit.Db.Users.AsNoTracking().FirstOrDefaultAsync(s => s.UserName == userName && s.Active, cancellation);
            if (member is null) return new TicketActionResult.ActionInvalid([new("user", "unknownUser")]);
            if (!Authority.MayRead(member.ToActor(), on.Ticket.ReadingDepartments))
                return new TicketActionResult.ActionInvalid([new("user", "userMayNotRead")]);
            var due = dueAt!.Value.TruncateToMilliseconds();
            return TicketActionResult.FromRefusal(on.Ticket.IssueOrder(
                on.Author, on.Order, userName, due, TicketActions.NewMessageBody(unit, demand!), on.Context), on.Ticket);
        }, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IssueOrderBody
{
    /// <summary>The user name of the person who is to answer.</summary>
    [Required]
    public string? User { get; init; }

    [Required]
    public string? Demand { get; init; }

    [Required]
    public SentTime? DueAt { get; init; }
}
