using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Ends a ticket without an answer: withdrawn by its resident, spam, or for another stated reason.</summary>
public static class CancelTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Cancel,
        new JsonOperation<ReasonBody>("cancel", "cancelTicket",
            "Closes the ticket without an answer. The reasons withdrawn and spam are known.", (body, _) => CancelFor(body.Reason)),
        new FormDefinition("cancel", (form, _) => CancelFor(form["why"] is "withdrawn" or "spam" ? form["why"] : form["reason"]))
        {
            Fields =
            [
                new ChoiceFormField("why", "ticket.why", ReasonsFor),
                new TextFormField("reason", "ticket.reason") { Rows = 2, HintKey = "ticket.reasonHint" },
            ],
            ButtonStyle = "hard",
        });

    public static async Task<TicketActionResult> CancelAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults =>
            TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength)) is { } invalid)
            return invalid;
        var endReason = ParseReason(request, reason!);
        return await actions.RunAsync(unit, request, TicketAction.Cancel,
            (ticket, context) => ticket.Cancel(request.Actor.Author, endReason, TicketActions.NewMessageBody(unit, reason!), context),
                cancellation, endReason);
    }

    private static TicketUseCase CancelFor(string? reason) =>
        (actions, unit, request, cancellation) => actions.CancelAsync(unit, request, reason, cancellation);

    private static IEnumerable<(string Value, string Text)> ReasonsFor(FormContext context) =>
        ChoiceFormField.Texts("ticket.why", Authority.May(context.Reader, TicketAction.Cancel, context.Ticket)
            ? ["withdrawn", "spam", "other"] : ["withdrawn"])(context);

    // `withdrawn` and `spam` are codes; any other text is the reason itself.
    private static CycleEndReason ParseReason(TicketRequest request, string reason) => reason.Trim().ToLowerInvariant() switch
    {
        _ when request.Actor.Author.Kind is AuthorKind.Resident => CycleEndReason.Withdrawn,
        "withdrawn" => CycleEndReason.Withdrawn,
        "spam" => CycleEndReason.Spam,
        _ => CycleEndReason.Cancelled,
    };
}
