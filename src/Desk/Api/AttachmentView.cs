using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Api;

/// <summary>A file that was sent to the desk.</summary>
internal sealed record AttachmentView
{
    /// <summary>The id to put into <c>attachments</c> of a ticket or a message.</summary>
    public required string Id { get; init; }

    public required FileKind Kind { get; init; }

    public required AttachmentState State { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public string? Name { get; init; }

    public static AttachmentView From(Attachment file) => new()
    {
        Id = file.Id.ToString(CultureInfo.InvariantCulture), Kind = file.Kind, State = file.State,
        ContentType = file.ContentType ?? FileTypeDetector.FromMimeType(null).MimeType, Size = file.Size ?? 0, Name = file.Name,
    };
}
