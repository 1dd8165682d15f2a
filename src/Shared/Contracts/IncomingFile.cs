using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

[JsonConverter(typeof(CamelCaseEnumConverter<FileKind>))]
public enum FileKind { Voice, Photo, Video, Document }

/// <summary>A file of an incoming message. It is fetched after the message was stored, so a slow download delays no receipt.</summary>
public sealed record IncomingFile
{
    /// <summary>The channel's file reference, or <see cref="StoredPrefix"/> and an id for a file that is already stored.</summary>
    public required string Source { get; init; }

    public required FileKind Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>Size in bytes, if the channel states it.</summary>
    public long? Size { get; init; }

    /// <summary>Duration of a recording.</summary>
    public TimeSpan? Duration { get; init; }

    public const string StoredPrefix = "kept:";

    /// <summary>The source of a file that the channel told of but does not hand out.</summary>
    public const string NotHandedOut = "notHandedOut";
}
