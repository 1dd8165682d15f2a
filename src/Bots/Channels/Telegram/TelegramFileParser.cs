using EcomCenter.Contracts;
using EcomCenter.Texts;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Finds the file of a message and the id under which Telegram offers it for download.</summary>
internal static class TelegramFileParser
{
    // An animation is also reported as a document, and a live photo also as a photo, so the order of the cases matters.
    public static IncomingFile? FindFile(Message message) => message switch
    {
        { Voice: { } voice } => ToIncomingFile(voice, FileKind.Voice, seconds: voice.Duration),
        { Audio: { } audio } => ToIncomingFile(audio, FileKind.Voice, audio.FileName, audio.Duration),
        { VideoNote: { } note } => ToIncomingFile(note, FileKind.Video, seconds: note.Duration),
        { Animation: { } animation } => ToIncomingFile(animation, FileKind.Video, animation.FileName, animation.Duration),
        { Video: { } video } => ToIncomingFile(video, FileKind.Video, video.FileName, video.Duration),
        { Photo: { Length: > 0 } sizes } =>
            ToIncomingFile(sizes.MaxBy(size => (long)size.Width * size.Height) ?? sizes[^1], FileKind.Photo),
        { LivePhoto: { } livePhoto } => ToIncomingFile(livePhoto, FileKind.Video, seconds: livePhoto.Duration),
        { Document: { } document } => ToIncomingFile(document, FileKind.Document, document.FileName),
        _ => null,
    };

    private static IncomingFile ToIncomingFile(FileBase file, FileKind kind, string? name = null, int? seconds = null) => new()
    {
        Source = file.FileId, Kind = kind, Name = string.IsNullOrWhiteSpace(name) ? null : CleanText.ReplaceInvalid(name.Trim()),
        Size = file.FileSize,
        Duration = seconds is { } length ? TimeSpan.FromSeconds(length) : null,
    };
}
