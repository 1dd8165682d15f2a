using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Files uploaded before they are attached to a message. Only the uploader may attach a file, and only once.</summary>
public static class OwnFiles
{
    public const int Most = 10;

    public const string Field = "attachments";

    /// <summary>The files that a message names by their ids. Text that is no id is ignored.</summary>
    public static IReadOnlyList<IncomingFile> Named(IEnumerable<string> ids) =>
        [.. ids.Where(IsId).Distinct(StringComparer.Ordinal)
            .Select(id => new IncomingFile { Source = IncomingFile.KeptPrefix + id, Kind = FileKind.Document })];

    public static bool IsId(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read > 0 && id[0] != '0';

    /// <summary>Returns null if all files belong to the owner and none is attached yet.</summary>
    public static async Task<FieldFault?> CheckAsync(WriteUnit unit, IReadOnlyList<IncomingFile> files, string owner) =>
        (await FreeAsync(unit, files, owner)).Count == files.Count ? null : new(Field, "unknownAttachment");

    public static async Task GiveAsync(WriteUnit unit, IReadOnlyList<IncomingFile> files, string owner, long ticket, long message)
    {
        foreach (var row in await FreeAsync(unit, files, owner)) (row.TicketId, row.MessageId) = (ticket, message);
    }

    /// <summary>The files of the owner that are not attached yet, in the order in which the message names them.</summary>
    public static async Task<List<Attachment>> FreeAsync(WriteUnit unit, IReadOnlyList<IncomingFile> files, string owner)
    {
        var ids = files
            .Select(f => long.Parse(f.Source.AsSpan(IncomingFile.KeptPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture))
            .ToList();
        var unattached = await unit.Db.Attachments
            .Where(a => ids.Contains(a.Id) && a.MessageId == null && a.Owner == owner && a.State == AttachmentState.Kept).ToListAsync();
        return [.. unattached.OrderBy(a => ids.IndexOf(a.Id))];
    }
}
