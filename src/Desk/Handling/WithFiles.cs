using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Handling;

/// <summary>A message that takes files along which its sender uploaded before.</summary>
internal static class WithFiles
{
    /// <param name="along">What takes them to the resident; null where they stay in the house.</param>
    public static async Task<Outcome> WriteAsync(WriteUnit unit, TicketRequest request, IReadOnlyList<IncomingFile> files, FilesToResident? along, Func<Task<Outcome>> write)
    {
        if (files.Count == 0) return await write();
        var owner = request.Actor.By.ToString();
        if (await OwnFiles.CheckAsync(unit, files, owner) is { } notTheirs) return new Outcome.Invalid([notTheirs]);
        var kept = await OwnFiles.FreeAsync(unit, files, owner);
        if (along is not null && await unit.Db.WholeTicketAsync(request.Number, CancellationToken.None) is { } ticket && along.Check(ticket, kept) is { } stays)
            return new Outcome.Invalid([stays]);
        var outcome = await write();
        if (outcome is not Outcome.Done done) return outcome;
        await OwnFiles.GiveAsync(unit, files, owner, done.Ticket.Id, done.Ticket.Messages[^1].Id);
        along?.Send(unit, done.Ticket, done.Ticket.Messages[^1], kept);
        return outcome;
    }
}
