using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Attachments;

/// <summary>
/// Makes AAC copies of recordings, because not every browser plays the formats of messengers. Requires ffmpeg on the machine.
/// Without it, or when it fails, the original is offered as a download.
/// </summary>
public sealed partial class Copying(Ffmpeg ffmpeg, AttachmentStore store, DeskWriter writer, ILogger<Copying> log)
{
    private const int Tries = 2;

    /// <summary>
    /// The ffmpeg input format by MIME type. It is fixed, because ffmpeg must not choose a demuxer for content that strangers sent.
    /// </summary>
    private static readonly Dictionary<string, string> Forms = new()
    {
        ["audio/ogg"] = "ogg", ["audio/webm"] = "matroska", ["audio/amr"] = "amr",
    };

    public bool Wants(Attachment file) => ffmpeg.IsThere && FormOf(file) is not null;

    public async Task CopyAsync(Attachment file, CancellationToken stopping)
    {
        var made = FormOf(file) is { } form && ffmpeg.IsThere && await MakeAsync(file, form, stopping);
        await writer.WriteAsync(async unit =>
        {
            var row = await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == file.Id && a.State == AttachmentState.Kept);
            if (row is null) return;
            row.Playable |= made;
            row.Attempts++;
            row.NextAttemptAt = made || row.Attempts >= Tries || !Wants(row) ? null : unit.Now + BackOff.After(row.Attempts);
        }, CancellationToken.None);
    }

    private async Task<bool> MakeAsync(Attachment file, string form, CancellationToken stopping)
    {
        var partialFile = store.HalfOf(file.Id, AttachmentStore.Playable);
        try
        {
            if (await ffmpeg.ToAacAsync(store.FileOf(file.Id), form, partialFile, stopping) is { } trouble)
            {
                NotMade(file.Id, trouble);
                return false;
            }

            await using var copy = new FileStream(partialFile, FileMode.Open, FileAccess.Read);
            return await store.KeepAsync(file.Id, async into =>
            {
                await copy.CopyToAsync(into, stopping);
                return true;
            }, AttachmentStore.Playable);
        }
        finally
        {
            File.Delete(partialFile);
        }
    }

    private static string? FormOf(Attachment file) =>
        file is { Kind: FileKind.Voice, Playable: false, ContentType: { } type } ? Forms.GetValueOrDefault(type) : null;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Failed to make a playable copy of attachment {Attachment} ({Trouble}); the original can be downloaded.")]
    private partial void NotMade(long attachment, string trouble);
}
