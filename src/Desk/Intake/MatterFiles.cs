using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Attaches the files of a message. Uploaded files are attached at once; files of a messenger are fetched later.</summary>
internal static class MatterFiles
{
    public static async Task KeepAsync(WriteUnit unit, Matter matter, long ticket, long message,
        CancellationToken cancellation)
    {
        if (matter.Files.Count == 0) return;
        var known = await unit.Db.Attachments.Where(a => a.MessageId == message).Select(a => a.Source).ToListAsync(cancellation);
        foreach (var file in matter.Files.Where(file => !known.Contains(file.Source)))
        {
            if (IdOf(file) is { } id) await GiveAsync(unit, matter, id, ticket, message, cancellation);
            else unit.Add(Waiting(unit, matter, file, ticket, message));
        }
    }

    // Only the uploader may attach a file, and only once.
    private static async Task GiveAsync(WriteUnit unit, Matter matter, long id, long ticket, long message,
        CancellationToken cancellation)
    {
        var owner = OwnerOf(matter);
        var row = await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.MessageId == null && a.Owner == owner, cancellation);
        if (row is not null) (row.TicketId, row.MessageId) = (ticket, message);
    }

    private static Attachment Waiting(WriteUnit unit, Matter matter, IncomingFile file, long ticket,
        long message) => new()
    {
        Id = unit.NewId(), TicketId = ticket, MessageId = message, Kind = file.Kind, State = AttachmentState.Waiting,
        Channel = matter.Channel, Bot = matter.Chat?.Bot ?? "", Owner = OwnerOf(matter), Source = file.Source, Name = file.Name,
        Size = file.Size, Seconds = (int?)file.Length?.TotalSeconds,
        NextAttemptAt = unit.Now, CreatedAt = unit.Now,
    };

    private static string OwnerOf(Matter matter) => matter.Chat?.Chat ?? matter.Caller;

    private static long? IdOf(IncomingFile file) =>
        file.Source.StartsWith(IncomingFile.KeptPrefix, StringComparison.Ordinal)
        && long.TryParse(file.Source.AsSpan(IncomingFile.KeptPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;
}
