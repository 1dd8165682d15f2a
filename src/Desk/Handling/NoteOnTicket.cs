using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Adds a note for staff. The resident never sees it, and it answers no response cycle.</summary>
public static class NoteOnTicket
{
    public static async Task<Outcome> NoteAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? text,
        CancellationToken cancellation) =>
        OnTicket.Check(faults => WordRules.Check(faults, "text", text, WordRules.LongestText))
        ?? await on.RunAsync(unit, request, TicketAction.Note, (ticket, moment) =>
            ticket.Note(request.Actor.By, OnTicket.Said(unit, text!), moment,
                bySupervisor: Authority.May(request.Actor, Right.Supervise)), cancellation);
}
