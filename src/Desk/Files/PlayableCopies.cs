using EcomCenter.Background;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Makes AAC copies of recordings, because not every browser plays the formats of messengers. Requires ffmpeg on the machine.
/// Without it, or when it fails, the original is offered as a download.
/// </summary>
public sealed partial class PlayableCopies(Ffmpeg ffmpeg, AttachmentStore store, DeskWriter writer, ILogger<PlayableCopies> log)
{
    private const int MaxAttempts = 2;

    /// <summary>
    /// The ffmpeg input format by MIME type. It is fixed, because ffmpeg must not choose a demuxer for content that strangers sent.
    /// </summary>
    private static readonly Dictionary<string, string> InputFormats = new()
    {
        ["audio/ogg"] = "ogg", ["audio/webm"] = "matroska", ["audio/amr"] = "amr",
    };

    /// <summary>
    /// True for a recording in a format that a copy is made of. The program that makes it finds out if ffmpeg is there, because the one
    /// that stores the file may run on another machine.
    /// </summary>
    public static bool NeedsCopy(Attachment file) => GetInputFormat(file) is not null;

    public async Task CreateAsync(Attachment file, CancellationToken stopping)
    {
        var made = GetInputFormat(file) is { } form && ffmpeg.IsInstalled && await ConvertAsync(file, form, stopping);
        await writer.WriteAsync(async unit =>
        {
            var row = await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == file.Id && a.State == AttachmentState.Kept);
            if (row is null) return;
            row.HasPlayableCopy |= made;
            row.Attempts++;
            var tryAgain = ffmpeg.IsInstalled && NeedsCopy(row) && row.Attempts < MaxAttempts;
            row.NextAttemptAt = tryAgain ? unit.Now + BackOff.After(row.Attempts) : null;
        }, CancellationToken.None);
    }

    private async Task<bool> ConvertAsync(Attachment file, string inputFormat, CancellationToken stopping)
    {
        var partialFile = store.GetPartialPath(file.Id, AttachmentStore.PlayableSuffix);
        try
        {
            if (await ffmpeg.ConvertAsync(store.GetPath(file.Id), inputFormat, partialFile, Ffmpeg.Aac, stopping) is { } error)
            {
                LogNotMade(file.Id, error);
                return false;
            }

            await using var copy = new FileStream(partialFile, FileMode.Open, FileAccess.Read);
            return await store.SaveAsync(file.Id, async into =>
            {
                await copy.CopyToAsync(into, stopping);
                return true;
            }, AttachmentStore.PlayableSuffix) is not null;
        }
        finally
        {
            File.Delete(partialFile);
        }
    }

    private static string? GetInputFormat(Attachment file) =>
        file is { Kind: FileKind.Voice, HasPlayableCopy: false, ContentType: { } type } ? InputFormats.GetValueOrDefault(type) : null;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Failed to make a playable copy of attachment {Attachment} ({ErrorType}); the original can be downloaded.")]
    private partial void LogNotMade(long attachment, string errorType);
}
