using EcomCenter.Contracts;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Makes the form of a recording that a channel's voice messages need, at the moment it is sent. The copy is deleted when it is closed: it
/// is small, made in a moment, and needed again only if sending fails.
/// </summary>
public sealed partial class VoiceCopies(Ffmpeg ffmpeg, AttachmentStore store, ILogger<VoiceCopies> log)
{
    /// <summary>The ffmpeg input format by MIME type, of what browsers record. It is fixed, as for playable copies.</summary>
    private static readonly Dictionary<string, string> InputFormats = new()
    {
        ["audio/webm"] = "matroska", ["audio/mp4"] = "mov", ["audio/ogg"] = "ogg", ["audio/mpeg"] = "mp3", ["audio/amr"] = "amr",
    };

    /// <summary>Returns true if the recording is in that form already, or this machine can make it.</summary>
    public bool CanMake(OutgoingFile file, VoiceFormat format) =>
        file.ContentType == MimeTypeOf(format) || (ffmpeg.IsInstalled && InputFormats.ContainsKey(file.ContentType));

    /// <summary>Opens the recording in that form. Null if it is missing or the form can't be made.</summary>
    public async Task<Stream?> OpenAsync(OutgoingFile file, VoiceFormat format, CancellationToken cancellation)
    {
        // An OGG file may hold another codec than Opus, so it is converted as well.
        if (format is not VoiceFormat.OggOpus && file.ContentType == MimeTypeOf(format)) return store.OpenRead(file.Id);
        if (!ffmpeg.IsInstalled || !InputFormats.TryGetValue(file.ContentType, out var input)) return null;
        var copy = store.GetPartialPath(file.Id);
        if (await ffmpeg.ConvertAsync(store.GetPath(file.Id), input, copy, OptionsFor(format), cancellation) is { } error)
        {
            LogNotMade(file.Id, format, error);
            File.Delete(copy);
            return null;
        }

        return new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
    }

    private static string MimeTypeOf(VoiceFormat format) => format switch
    {
        VoiceFormat.Mp3 => "audio/mpeg",
        VoiceFormat.Amr => "audio/amr",
        _ => "audio/ogg",
    };

    private static IReadOnlyList<string> OptionsFor(VoiceFormat format) => format switch
    {
        VoiceFormat.Mp3 => Ffmpeg.Mp3,
        VoiceFormat.Amr => Ffmpeg.Amr,
        _ => Ffmpeg.OggOpus,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not make the form {Format} of attachment {Attachment} ({ErrorType}).")]
    private partial void LogNotMade(long attachment, VoiceFormat format, string errorType);
}
