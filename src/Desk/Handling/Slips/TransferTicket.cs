using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>
/// Hands a part of a ticket over to a department by a slip. The ticket stays with the desk, and the resident's deadline runs on.
/// </summary>
public static class TransferTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Transfer,
        new JsonOperation<TransferBody>("transfer", "transferTicket",
            "Sends a slip to a department with what it is asked to do. Its time runs from the handing over.",
            (body, faults) => Transfer(body.Department, body.Ask, faults.ReadTime("dueAt", body.DueAt))),
        new FormDefinition("transfer",
            (form, faults) => Transfer(form["department"], form["ask"], form.Time(faults, "dueAt", endOfDay: true)))
        {
            Fields =
            [
                new ChoiceFormField("department", "ticket.slip.department", context =>
                    context.Catalogue.DepartmentOptions(context.Reader.Language))
                {
                    EmptyKey = "ticket.slip.which",
                },
                new TextFormField("ask", "ticket.slip.ask") { Rows = 3 },
                new TimeFormField("dueAt", "ticket.slip.due") { IsRarelyNeeded = true },
            ],
        });

    public static async Task<TicketActionResult> TransferAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? department, string? ask, DateTimeOffset? dueAt, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults =>
        {
            actions.CheckDepartment(faults, department);
            TextValidation.CheckRequired(faults, "ask", ask, TextValidation.MaxTextLength);
            SlipActions.CheckDueTime(faults, dueAt, unit.Now);
        }) is { } invalid) return invalid;
        var times = actions.SlipPolicy.TimesFor(department!, unit.Now, dueAt?.TruncateToMilliseconds());
        return await actions.RunAsync(unit, request, TicketAction.Transfer, (ticket, context) =>
            ticket.Transfer(request.Actor.Author, department!, TicketActions.NewMessageBody(unit, ask!), times, context), cancellation);
    }

    private static TicketUseCase Transfer(string? department, string? ask, DateTimeOffset? dueAt) =>
        (actions, unit, request, cancellation) => actions.TransferAsync(unit, request, department, ask, dueAt, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TransferBody
{
    /// <summary>The code of a department, from <c>GET /departments</c>.</summary>
    [Required]
    public string? Department { get; init; }

    /// <summary>The request to the department.</summary>
    [Required]
    public string? Ask { get; init; }

    /// <summary>The due time of the slip; without it the usual working time of the department.</summary>
    public SentTime? DueAt { get; init; }
}
