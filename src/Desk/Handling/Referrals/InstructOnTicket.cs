using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling.Orders;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling.Referrals;

/// <summary>
/// Records the instruction of the head of the centre. It becomes a slip to a department or a supervision order to a person.
/// </summary>
public static class InstructOnTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Instruct,
        new JsonOperation<InstructionBody>("instruct", "instructOnTicket",
            "Records the head's instruction. With a department it becomes a slip, with a user a supervision order.",
            (body, faults) => Instruct(body.Words, body.Department, body.User, faults.ReadTime("dueAt", body.DueAt))),
        new FormDefinition("instruct", (form, faults) =>
            Instruct(form["words"], form["department"], form["user"], form.Time(faults, "dueAt", endOfDay: true)))
        {
            Fields =
            [
                new TextFormField("words", "ticket.instruct.words") { Rows = 3 },
                new ChoiceFormField("user", "ticket.instruct.user", context => context.Colleagues.Select(c => (c.User, c.Name)))
                {
                    EmptyKey = "ticket.instruct.nobody",
                },
                new ChoiceFormField("department", "ticket.instruct.department",
                    context => context.Catalogue.DepartmentOptions(context.Reader.Language)) { EmptyKey = "ticket.instruct.none" },
                new TimeFormField("dueAt", "ticket.instruct.due"),
            ],
        });

    private static TicketUseCase Instruct(string? words, string? department, string? user, DateTimeOffset? dueAt) =>
        async (actions, unit, request, cancellation) => TicketActions.Validate(faults =>
        {
            TextValidation.CheckRequired(faults, "words", words, TextValidation.MaxTextLength);
            if (CleanText.IsBlank(user) == CleanText.IsBlank(department)) faults.Add(new("user", "eitherSlipOrOrder"));
            else if (CleanText.IsBlank(user)) CheckSlip(actions, faults, department, dueAt, unit.Now);
            else OrderActions.CheckDueTime(faults, dueAt, unit.Now);
        }) ?? await actions.RunAsync(unit, request, TicketAction.Instruct, async (ticket, context) =>
        {
            if (await FindFaultAsync(unit, ticket, user?.Trim(), cancellation) is { } fault)
                return new TicketActionResult.ActionInvalid([fault]);
            var due = dueAt?.TruncateToMilliseconds();
            var body = TicketActions.NewMessageBody(unit, words!);
            var instruction = CleanText.IsBlank(user)
                ? new HeadInstruction(body, department, actions.SlipPolicy.TimesFor(department!, unit.Now, due), null, null)
                : new HeadInstruction(body, null, null, user.Trim(), due);
            return TicketActionResult.FromRefusal(ticket.Instruct(request.Actor.Author, instruction, context), ticket);
        }, cancellation);

    private static void CheckSlip(
        TicketActions actions, List<FieldFault> faults, string? department, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        actions.CheckDepartment(faults, department);
        SlipActions.CheckDueTime(faults, dueAt, now);
    }

    private static async Task<FieldFault?> FindFaultAsync(WriteUnit unit, Ticket ticket, string? user, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(user)) return null;
        var member = await unit.Db.Users.AsNoTracking().FirstOrDefaultAsync(s => s.UserName == user && s.Active, cancellation);
        return member is null ? new("user", "unknownUser")
            : Authority.MayRead(member.ToActor(), ticket.ReadingDepartments) ? null : new("user", "userMayNotRead");
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record InstructionBody
{
    /// <summary>The instruction.</summary>
    [Required]
    public string? Words { get; init; }

    /// <summary>The code of the department that gets a slip; either this or a user.</summary>
    public string? Department { get; init; }

    /// <summary>The user name of the person who gets a supervision order; either this or a department.</summary>
    public string? User { get; init; }

    /// <summary>The due time; required for an order. A slip without it gets the usual working time of the department.</summary>
    public SentTime? DueAt { get; init; }
}
