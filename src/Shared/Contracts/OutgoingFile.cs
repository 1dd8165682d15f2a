namespace EcomCenter.Contracts;

/// <summary>A file that the desk holds, on its way to a resident. Its <paramref name="Name"/> ends as its content asks for.</summary>
public sealed record OutgoingFile(long Id, FileKind Kind, string ContentType, string Name, long Size);
