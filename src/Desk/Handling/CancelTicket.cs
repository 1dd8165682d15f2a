using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>Ends a ticket without an answer: withdrawn by its resident, spam, or for another stated reason.</summary>
public static class CancelTicket
{
    private static readonly HashSet<string?> KnownReasons = ["withdrawn", "spam"];

    internal static ActionDefinition Definition { get; } = new(TicketAction.Cancel,
        new JsonOperation<ReasonBody>("cancel", "cancelTicket",
            "Closes the ticket without an answer. The reasons withdrawn and spam are known.", (body, _) => CancelFor(body.Reason)),
        new FormDefinition("cancel", ReadForm)
        {
            Fields =
            [
                new ChoiceFormField("why", "ticket.why", ReasonsFor),
                new TextFormField("reason", "ticket.reason") { Rows = 2, HintKey = "ticket.reasonHint" },
            ],
            ButtonStyle = "hard",
        });

    /// <param name="words">What is said beside a known reason.</param>
    public static async Task<TicketActionResult> CancelAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation, string? words = null)
    {
        if (TicketActions.Validate(faults =>
        {
            TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength);
            TextValidation.CheckOptional(faults, "reason", words, TextValidation.MaxTextLength);
        }) is { } invalid)
            return invalid;
        var endReason = ParseReason(request, reason!);
        var text = CleanText.TrimToNull(words) ?? reason!;
        return await actions.RunAsync(unit, request, TicketAction.Cancel,
            (ticket, context) => ticket.Cancel(request.Actor.Author, endReason, TicketActions.NewMessageBody(unit, text), context),
                cancellation, endReason);
    }

    /// <summary>The text key of a known reason that stands alone in the note of a cancelled ticket; null for any other text.</summary>
    public static string? FindReasonKey(Ticket ticket, Message note) =>
        ticket.Status is TicketStatus.Closed && note.Kind is MessageKind.Note && KnownReasons.Contains(note.Text)
            ? $"ticket.why.{note.Text}" : null;

    private static TicketUseCase ReadForm(TicketForm form, List<FieldFault> faults)
    {
        if (form["why"] is null) faults.Add(new("why", "notChosen"));
        return KnownReasons.Contains(form["why"]) ? CancelFor(form["why"], form["reason"]) : CancelFor(form["reason"]);
    }

    private static TicketUseCase CancelFor(string? reason, string? words = null) =>
        (actions, unit, request, cancellation) => actions.CancelAsync(unit, request, reason, cancellation, words);

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
