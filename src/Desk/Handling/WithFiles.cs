using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Handling;

/// <summary>Runs an action that writes a message and attaches files that its author uploaded before.</summary>
internal static class WithFiles
{
    /// <param name="along">Delivers the files to the resident; null for a message that only staff see.</param>
    public static async Task<Outcome> WriteAsync(WriteUnit unit, TicketRequest request,
        IReadOnlyList<IncomingFile> files, FilesToResident? along, Func<Task<Outcome>> write)
    {
        if (files.Count == 0) return await write();
        var owner = request.Actor.By.ToString();
        if (await OwnFiles.CheckAsync(unit, files, owner) is { } fault) return new Outcome.Invalid([fault]);
        var attachments = await OwnFiles.FreeAsync(unit, files, owner);
        if (along is not null && await unit.Db.WholeTicketAsync(request.Number, CancellationToken.None) is { } ticket
            && along.Check(ticket, attachments) is { } undeliverable)
            return new Outcome.Invalid([undeliverable]);
        var result = await write();
        if (result is not Outcome.Done done) return result;
        await OwnFiles.GiveAsync(unit, files, owner, done.Ticket.Id, done.Ticket.Messages[^1].Id);
        along?.Send(unit, done.Ticket, done.Ticket.Messages[^1], attachments);
        return result;
    }
}
