namespace EcomCenter.Bots.Ports;

/// <summary>Reads files that the desk has stored.</summary>
public interface IStoredFiles
{
    /// <summary>Opens a stored file. Null if it was deleted or this node can't access it.</summary>
    Stream? Open(long id);
}

/// <summary>The file store of a program that stores no files.</summary>
internal sealed class NoStoredFiles : IStoredFiles
{
    public Stream? Open(long id) => null;
}
