using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Gives a ticket to another department, or changes the language of everything that is sent to its resident.</summary>
public static class RerouteTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Reroute,
        new JsonOperation<RerouteBody>("reroute", "rerouteTicket",
            "Changes the department that the ticket belongs to, or the language of what is sent to the resident. The clock is untouched.",
            (body, faults) => Reroute(body.Department, faults.ReadEnum("language", body.Language))),
        new FormDefinition("reroute", (form, _) => Reroute(form["department"], form.Choice<Language>("language")))
        {
            Fields =
            [
                new ChoiceFormField("department", "board.department", context =>
                    context.Catalogue.DepartmentOptions(context.Reader.Language))
                {
                    InitialValue = context => context.Ticket.Department, EmptyKey = "ticket.slip.which",
                },
                new ChoiceFormField("language", "ticket.reroute.language",
                    ChoiceFormField.Values<Language>((_, language) => DisplayNames.NativeName(language)))
                {
                    EmptyKey = "ticket.reroute.sameLanguage",
                },
            ],
        });

    public static async Task<TicketActionResult> RerouteAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? department, Language? language, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults =>
        {
            if (department is null && language is null) faults.Add(new("department", "empty"));
            else if (department is not null) actions.CheckDepartment(faults, department);
        }) is { } invalid) return invalid;
        return await actions.RunAsync(unit, request, TicketAction.Reroute, async (ticket, context) =>
        {
            var keepsAssignee = await MayAssigneeReadAsync(unit, ticket, department, cancellation);
            return TicketActionResult.FromRefusal(
                ticket.Reroute(request.Actor.Author, department, language, keepsAssignee, context), ticket);
        }, cancellation);
    }

    private static async Task<bool> MayAssigneeReadAsync(
        WriteUnit unit, Ticket ticket, string? department, CancellationToken cancellation)
    {
        if (department is null || ticket.Assignee is not { } user) return true;
        var member = await unit.Db.Users.AsNoTracking().FirstOrDefaultAsync(s => s.UserName == user, cancellation);
        return member is not null && Authority.MayRead(member.ToActor(), DepartmentSet.Join(department, ticket.SlipDepartments));
    }

    private static TicketUseCase Reroute(string? department, Language? language) =>
        (actions, unit, request, cancellation) => actions.RerouteAsync(unit, request, department, language, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RerouteBody
{
    /// <summary>The code of a department, from <c>GET /departments</c>.</summary>
    public string? Department { get; init; }

    /// <summary>The language of everything that is sent to the resident.</summary>
    public ParsedEnum<Language>? Language { get; init; }
}
