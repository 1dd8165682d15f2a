using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Adds a note for staff. The resident never sees it, and it answers no response cycle.</summary>
public static class NoteOnTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Note, WriteMessage.Operation, WriteMessage.Composer);

    internal static TicketUseCase Note(string? text) =>
        (actions, unit, request, cancellation) => actions.NoteAsync(unit, request, text, cancellation);

    public static async Task<TicketActionResult> NoteAsync(this TicketActions actions, WriteUnit unit, TicketRequest request, string? text,
        CancellationToken cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "text", text, TextValidation.MaxTextLength))
        ?? await actions.RunAsync(unit, request, TicketAction.Note, (ticket, context) =>
            ticket.AddNote(request.Actor.Author, TicketActions.NewMessageBody(unit, text!), context,
                bySupervisor: Authority.May(request.Actor, Right.Supervise)), cancellation);
}
