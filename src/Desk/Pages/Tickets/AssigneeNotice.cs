using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Names the ticket's assignee and since when, for staff whose take came too late.</summary>
internal static class AssigneeNotice
{
    /// <summary>Null when the refusal has another reason.</summary>
    public static string? Describe(TicketPageModel model, TicketActionResult? result, TimeFormatter timeFormatter, DateTimeOffset now)
    {
        if (result is not TicketActionResult.ActionRefused { Refusal.Reason: RefusalReason.AlreadyTaken }) return null;
        if (model.Ticket.Assignee is not { } holder || model.Events.LastOrDefault(ChangesAssignee) is not { } since) return null;
        var variant = holder == model.Reader.Author.Code ? "you" : since is TicketAssigned ? "given" : "took";
        return DeskTexts.Format(model.Reader.Language, "ticket.hasIt." + variant, ("who", $"\u2068{model.StaffName(holder)}\u2069"),
            ("number", $"\u2066{model.Ticket.Number}\u2069"),
            ("time", $"\u2068{ShortTime(model.Reader.Language, since.At, timeFormatter, now)}\u2069"));
    }

    private static string ShortTime(Language language, DateTimeOffset at, TimeFormatter timeFormatter, DateTimeOffset now) =>
        timeFormatter.Date(language, at) == timeFormatter.Date(language, now) ? timeFormatter.TimeOfDay(at)
            : timeFormatter.DateAndTime(language, at);

    /// <summary>True for events that change the assignee. Answering a new ticket takes it too.</summary>
    private static bool ChangesAssignee(TicketEvent ticketEvent) =>
        ticketEvent is TicketTaken or TicketAssigned or AnswerWritten { TookIt: true } or CallLogged { TookIt: true };
}
