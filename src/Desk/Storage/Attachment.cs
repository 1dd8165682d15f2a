using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Storage;

[JsonConverter(typeof(CamelCaseEnum<AttachmentState>))]
public enum AttachmentState { Waiting, Kept, TooLarge, Gone, Erased }

/// <summary>A file that came with a message. Its bytes lie in the attachments folder under its id, see <see cref="AttachmentStore"/>.</summary>
public sealed class Attachment
{
    public required long Id { get; init; }

    /// <summary>Null until the message it was uploaded for was taken in; then nobody can use it for another.</summary>
    public long? TicketId { get; set; }

    public long? MessageId { get; set; }

    public required FileKind Kind { get; set; }

    public required AttachmentState State { get; set; }

    /// <summary>Where it is fetched from; for what was uploaded to the desk, who uploaded it.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>The bot whose chat it came by; empty for an upload.</summary>
    public string Bot { get; init; } = "";

    public required string Owner { get; init; }

    public required string Source { get; init; }

    public string? Name { get; init; }

    /// <summary>By its content, never by its name.</summary>
    public string? ContentType { get; set; }

    public long? Size { get; set; }

    /// <summary>How long a recording lasts, in seconds.</summary>
    public int? Seconds { get; set; }

    /// <summary>There is an AAC copy beside it, which every browser plays.</summary>
    public bool Playable { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to fetch it (again), or to make its copy; null when there is nothing left to do.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? LastError { get; set; }

    /// <summary>As a channel is told of it: named by what it is, whatever its sender called it.</summary>
    public OutgoingFile ToSend()
    {
        var type = ContentTypes.Named(ContentType);
        var name = Path.GetFileNameWithoutExtension(Name ?? "") is { Length: > 0 } given ? given : Kind.ToString().ToLowerInvariant();
        return new(Id, Kind, type.Name, name + type.Extension, Size ?? 0);
    }
}
