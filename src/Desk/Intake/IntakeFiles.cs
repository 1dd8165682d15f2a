using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Attaches the files of a message. Uploaded files are attached at once; files of a messenger are fetched later.</summary>
internal static class IntakeFiles
{
    public static async Task AttachAsync(WriteUnit unit, IntakeRequest request, long ticket, long message,
        CancellationToken cancellation)
    {
        if (request.Files.Count == 0) return;
        var known = await unit.Db.Attachments.Where(a => a.MessageId == message).Select(a => a.Source).ToListAsync(cancellation);
        foreach (var file in request.Files.Where(file => !known.Contains(file.Source)))
        {
            if (ParseUploadId(file) is { } id) await AttachUploadAsync(unit, request, id, ticket, message, cancellation);
            else unit.Add(NewWaitingAttachment(unit, request, file, ticket, message));
        }
    }

    private static async Task AttachUploadAsync(WriteUnit unit, IntakeRequest request, long id, long ticket, long message,
        CancellationToken cancellation)
    {
        var row = await unit.Db.Attachments.AttachableBy(GetOwner(request)).FirstOrDefaultAsync(a => a.Id == id, cancellation);
        if (row is not null) (row.TicketId, row.MessageId) = (ticket, message);
    }

    private static Attachment NewWaitingAttachment(WriteUnit unit, IntakeRequest request, IncomingFile file, long ticket,
        long message) => new()
        {
            Id = unit.NewAttachmentId(), TicketId = ticket, MessageId = message, Kind = file.Kind, State = AttachmentState.Waiting,
            Channel = request.Channel, Bot = request.Chat?.Bot ?? "", Owner = GetOwner(request), Source = file.Source, Name = file.Name,
            Size = file.Size, Seconds = (int?)file.Duration?.TotalSeconds,
            NextAttemptAt = unit.Now, CreatedAt = unit.Now,
        };

    private static string GetOwner(IntakeRequest request) => request.Chat?.Chat ?? request.Caller;

    private static long? ParseUploadId(IncomingFile file) =>
        file.Source.StartsWith(IncomingFile.StoredPrefix, StringComparison.Ordinal)
        && long.TryParse(file.Source.AsSpan(IncomingFile.StoredPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;
}
