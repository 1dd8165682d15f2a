namespace EcomCenter.Contracts;

/// <summary>A stored file that is sent to a resident. The extension of <paramref name="Name"/> matches the content type.</summary>
/// <param name="Seconds">The length of a recording made on a page of the desk; null for any other file.</param>
public sealed record OutgoingFile(long Id, FileKind Kind, string ContentType, string Name, long Size, int? Seconds = null)
{
    /// <summary>The longest recording that every channel takes as a voice message.</summary>
    public const int MaxRecordingSeconds = 60;

    /// <summary>True for a recording that is sent as the channel's own voice message.</summary>
    public bool IsRecording => Kind is FileKind.Voice && Seconds is > 0 and <= MaxRecordingSeconds;
}

/// <summary>The forms in which messengers take voice messages.</summary>
public enum VoiceFormat { OggOpus, Mp3, Amr }
