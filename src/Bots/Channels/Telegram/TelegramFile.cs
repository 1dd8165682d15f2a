using EcomCenter.Contracts;
using EcomCenter.Texts;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Finds the file of a message and the id under which Telegram offers it for download.</summary>
internal static class TelegramFile
{
    // An animation is also reported as a document, and a live photo also as a photo, so the order of the cases matters.
    public static IncomingFile? Of(Message message) => message switch
    {
        { Voice: { } voice } => File(voice, FileKind.Voice, seconds: voice.Duration),
        { Audio: { } audio } => File(audio, FileKind.Voice, audio.FileName, audio.Duration),
        { VideoNote: { } note } => File(note, FileKind.Video, seconds: note.Duration),
        { Animation: { } animation } => File(animation, FileKind.Video, animation.FileName, animation.Duration),
        { Video: { } video } => File(video, FileKind.Video, video.FileName, video.Duration),
        { Photo: { Length: > 0 } sizes } => File(sizes.MaxBy(size => (long)size.Width * size.Height) ?? sizes[^1], FileKind.Photo),
        { LivePhoto: { } livePhoto } => File(livePhoto, FileKind.Video, seconds: livePhoto.Duration),
        { Document: { } document } => File(document, FileKind.Document, document.FileName),
        _ => null,
    };

    private static IncomingFile File(FileBase file, FileKind kind, string? name = null, int? seconds = null) => new()
    {
        Source = file.FileId, Kind = kind, Name = string.IsNullOrWhiteSpace(name) ? null : CleanText.Of(name.Trim()), Size = file.FileSize,
        Length = seconds is { } length ? TimeSpan.FromSeconds(length) : null,
    };
}
