using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Files;

[JsonConverter(typeof(CamelCaseEnumConverter<AttachmentState>))]
public enum AttachmentState { Waiting, Kept, TooLarge, Gone, Erased }

/// <summary>The row of a file that came with a message. <see cref="AttachmentStore"/> keeps the content under the same id.</summary>
public sealed class Attachment
{
    public required long Id { get; init; }

    /// <summary>Null for an upload until its message is accepted. Once set, no other message can use the file.</summary>
    public long? TicketId { get; set; }

    public long? MessageId { get; set; }

    public required FileKind Kind { get; set; }

    public required AttachmentState State { get; set; }

    /// <summary>The channel to fetch the file from; for an upload, the channel of the uploader.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>The bot that received the file; empty for an upload.</summary>
    public string Bot { get; init; } = "";

    public required string Owner { get; init; }

    public required string Source { get; init; }

    public string? Name { get; init; }

    /// <summary>The MIME type, detected from the content and never from the name.</summary>
    public string? ContentType { get; set; }

    public long? Size { get; set; }

    /// <summary>The CRC-32 of the stored content; null until it is stored, and for files of the first versions.</summary>
    public long? Checksum { get; set; }

    /// <summary>The length of a recording in seconds.</summary>
    public int? Seconds { get; set; }

    /// <summary>True when an AAC copy, which every browser plays, is stored beside the original.</summary>
    public bool HasPlayableCopy { get; set; }

    public int Attempts { get; set; }

    /// <summary>The time of the next attempt to fetch the file or to make its copy; null when no work is left.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? LastError { get; set; }

    /// <summary>Describes the file for a channel. The extension follows the detected type, whatever the sender called the file.</summary>
    public OutgoingFile ToOutgoingFile()
    {
        var type = FileTypeDetector.FromMimeType(ContentType);
        var name = Path.GetFileNameWithoutExtension(Name ?? "") is { Length: > 0 } given ? given : EnumCode.From(Kind);
        return new(Id, Kind, type.MimeType, name + type.Extension, Size ?? 0, Seconds);
    }
}
