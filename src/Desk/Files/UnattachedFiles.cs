using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Files;

/// <summary>Files uploaded before they are attached to a message. Only the uploader may attach a file, and only once.</summary>
public static class UnattachedFiles
{
    public const int MaxFiles = 10;

    public const string FieldName = "attachments";

    /// <summary>The files that a message names by their ids. Text that is no id is ignored.</summary>
    public static IReadOnlyList<IncomingFile> FromIds(IEnumerable<string> ids) =>
        [.. ids.Where(IsFileId).Distinct(StringComparer.Ordinal)
            .Select(id => new IncomingFile { Source = IncomingFile.StoredPrefix + id, Kind = FileKind.Document })];

    public static bool IsFileId(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read > 0 && id[0] != '0';

    /// <summary>The files that the owner may attach: their own that no message has yet and that are not being deleted.</summary>
    public static IQueryable<Attachment> AttachableBy(this IQueryable<Attachment> files, string owner) =>
        files.Where(a => a.Owner == owner && a.MessageId == null && a.State == AttachmentState.Kept);

    /// <summary>Returns null if all files belong to the owner and none is attached yet.</summary>
    public static async Task<FieldFault?> ValidateAsync(WriteUnit unit, IReadOnlyList<IncomingFile> files, string owner) =>
        (await FindUnattachedAsync(unit, files, owner)).Count == files.Count ? null : new(FieldName, "unknownAttachment");

    public static async Task AttachAsync(WriteUnit unit, IReadOnlyList<IncomingFile> files, string owner, long ticket, long message)
    {
        foreach (var row in await FindUnattachedAsync(unit, files, owner)) (row.TicketId, row.MessageId) = (ticket, message);
    }

    /// <summary>The files of the owner that are not attached yet, in the order in which the message names them.</summary>
    public static async Task<List<Attachment>> FindUnattachedAsync(WriteUnit unit, IReadOnlyList<IncomingFile> files, string owner)
    {
        var ids = files
            .Select(f => long.Parse(f.Source.AsSpan(IncomingFile.StoredPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture))
            .ToList();
        var unattached = await unit.Db.Attachments.AttachableBy(owner).Where(a => ids.Contains(a.Id)).ToListAsync();
        return [.. unattached.OrderBy(a => ids.IndexOf(a.Id))];
    }
}
