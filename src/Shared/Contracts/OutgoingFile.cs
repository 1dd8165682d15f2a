namespace EcomCenter.Contracts;

/// <summary>A stored file that is sent to a resident. The extension of <paramref name="Name"/> matches the content type.</summary>
public sealed record OutgoingFile(long Id, FileKind Kind, string ContentType, string Name, long Size);
