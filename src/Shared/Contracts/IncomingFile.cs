using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

[JsonConverter(typeof(CamelCaseEnum<FileKind>))]
public enum FileKind { Voice, Photo, Video, Document }

/// <summary>Something that came with a message and is not words. It is fetched after the message was kept: a slow line holds nobody up.</summary>
public sealed record IncomingFile
{
    /// <summary>What the channel fetches it by; <see cref="KeptPrefix"/> and an id for what the desk holds already.</summary>
    public required string Source { get; init; }

    public required FileKind Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>In bytes, as far as the channel says.</summary>
    public long? Size { get; init; }

    /// <summary>How long a recording lasts.</summary>
    public TimeSpan? Length { get; init; }

    public const string KeptPrefix = "kept:";
}
