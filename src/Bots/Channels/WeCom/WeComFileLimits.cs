using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>The files that WeCom takes, and the form in which it shows each best.</summary>
internal static class WeComFileLimits
{
    /// <summary>The platform's limits in bytes. A shorter file than the least counts as empty.</summary>
    private const long MinBytes = 6, MaxPictureBytes = 10 * 1024 * 1024, MaxVoiceBytes = 2 * 1024 * 1024,
        MaxVideoBytes = 10 * 1024 * 1024, MaxFileBytes = 20 * 1024 * 1024;

    public static bool CanSend(OutgoingFile file) => file.Size is >= MinBytes and <= MaxFileBytes;

    public static WeComMediaType ChooseType(OutgoingFile file) => file switch
    {
        { ContentType: "image/jpeg" or "image/png", Size: <= MaxPictureBytes } => WeComMediaType.Image,
        { ContentType: "audio/amr", Size: <= MaxVoiceBytes } => WeComMediaType.Voice,
        { ContentType: "video/mp4", Size: <= MaxVideoBytes } => WeComMediaType.Video,
        _ => WeComMediaType.File,
    };
}
