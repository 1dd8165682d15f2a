using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Files;

/// <summary>A file sent to the desk itself. <paramref name="Type"/> is read from the content, not from the name.</summary>
public sealed record Upload(Stream Content, FileType Type, string? Name, long Size, int? Seconds = null)
{
    public FileKind Kind => Type.Kind;
}

/// <summary>An upload whose content is stored under its id. Its row comes next.</summary>
/// <param name="Checksum">The CRC-32 of the content.</param>
public sealed record StoredUpload(long Id, Upload File, long? Checksum);

/// <summary>
/// Stores uploaded files: first the bytes, then the row. A file belongs to its uploader until a message of theirs attaches it.
/// </summary>
public sealed class Uploads(DeskWriter writer, AttachmentStore store)
{
    public Task<long[]> NewIdsAsync(int count) =>
        writer.WriteAsync(unit => Task.FromResult(Enumerable.Range(0, count).Select(_ => unit.NewAttachmentId()).ToArray()),
            CancellationToken.None);

    public async Task<IReadOnlyList<Attachment>> StoreAsync(IReadOnlyList<Upload> files, ContactChannel channel, string owner)
    {
        if (files.Count == 0) return [];
        var ids = await NewIdsAsync(files.Count);
        var stored = new List<StoredUpload>();
        for (var i = 0; i < files.Count; i++) stored.Add(await StoreAsync(ids[i], files[i]));
        return await writer.WriteAsync(unit => Task.FromResult<IReadOnlyList<Attachment>>(
            [.. stored.Select(file => Add(unit, file, channel, owner))]), CancellationToken.None);
    }

    public async Task<StoredUpload> StoreAsync(long id, Upload file) => new(id, file, await store.SaveAsync(id, async into =>
    {
        file.Content.Position = 0;
        await file.Content.CopyToAsync(into);
        return true;
    }));

    public static Attachment Add(WriteUnit unit, StoredUpload stored, ContactChannel channel, string owner)
    {
        var (id, file, checksum) = stored;
        var row = new Attachment
        {
            Id = id, Kind = file.Kind, State = AttachmentState.Kept, Channel = channel, Owner = owner, Source = FormatSource(id),
            Name = file.Name,
            ContentType = file.Type.MimeType, Size = file.Size, Checksum = checksum, Seconds = file.Seconds, CreatedAt = unit.Now,
        };
        // Not every browser plays the format another one records, so a playable copy is made later.
        if (PlayableCopies.NeedsCopy(row)) row.NextAttemptAt = unit.Now;
        unit.Add(row);
        return row;
    }

    public static string FormatSource(long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{IncomingFile.StoredPrefix}{id}");
}
