using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Attachments;

/// <summary>
/// Recordings come in forms that not every browser plays: with ffmpeg on the machine they get a copy that does. Without it, or where it fails, the
/// original is there to be downloaded.
/// </summary>
public sealed partial class Copying(Ffmpeg ffmpeg, AttachmentStore store, DeskWriter writer, ILogger<Copying> log)
{
    private const int Tries = 2;

    /// <summary>By content type, the form ffmpeg is told to read: it must not choose for itself what somebody sent.</summary>
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
            if (await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == file.Id && a.State == AttachmentState.Kept) is not { } row) return;
            row.Playable |= made;
            row.Attempts++;
            row.NextAttemptAt = made || row.Attempts >= Tries || !Wants(row) ? null : unit.Now + BackOff.After(row.Attempts);
        }, CancellationToken.None);
    }

    private async Task<bool> MakeAsync(Attachment file, string form, CancellationToken stopping)
    {
        var half = store.HalfOf(file.Id, AttachmentStore.Playable);
        try
        {
            if (await ffmpeg.ToAacAsync(store.FileOf(file.Id), form, half, stopping) is { } trouble)
            {
                NotMade(file.Id, trouble);
                return false;
            }

            await using var copy = new FileStream(half, FileMode.Open, FileAccess.Read);
            return await store.KeepAsync(file.Id, async into => { await copy.CopyToAsync(into, stopping); return true; }, AttachmentStore.Playable);
        }
        finally
        {
            File.Delete(half);
        }
    }

    private static string? FormOf(Attachment file) => file is { Kind: FileKind.Voice, Playable: false, ContentType: { } type } ? Forms.GetValueOrDefault(type) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attachment {Attachment} got no copy that every browser plays ({Trouble}); it is there to be downloaded")]
    private partial void NotMade(long attachment, string trouble);
}
