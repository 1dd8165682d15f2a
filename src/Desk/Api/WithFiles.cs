using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A message that takes files along which its sender uploaded before.</summary>
internal static class WithFiles
{
    public static async Task<Outcome> WriteAsync(WriteUnit unit, TicketRequest request, IReadOnlyList<IncomingFile> files, bool toResident, Func<Task<Outcome>> write)
    {
        if (files.Count == 0) return await write();
        var owner = request.Actor.By.ToString();
        if (await OwnFiles.CheckAsync(unit, files, owner) is { } notTheirs) return new Outcome.Invalid([notTheirs]);
        if (toResident && await unit.Db.WholeTicketAsync(request.Number, CancellationToken.None) is { } ticket && !TakesFiles(ticket))
            return new Outcome.Invalid([new(OwnFiles.Field, "fileStaysHere")]);
        var outcome = await write();
        if (outcome is Outcome.Done done) await OwnFiles.GiveAsync(unit, files, owner, done.Ticket.Id, done.Ticket.Messages[^1].Id);
        return outcome;
    }

    // Messengers get our words only; on our own page a file stands beside them.
    private static bool TakesFiles(Ticket ticket) => ticket.Reach is not Reach.Chat || ticket.ChatAddress?.Chat?.Channel is ContactChannel.WebChat;
}
