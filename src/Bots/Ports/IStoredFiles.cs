using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Reads files that the desk has stored.</summary>
public interface IStoredFiles
{
    /// <summary>Opens a stored file. Null if it was deleted or this node can't access it.</summary>
    Stream? Open(long id);

    /// <summary>
    /// Opens a recording in the form that a channel's voice messages need. Null if it can't be made here: the program for it is missing, or
    /// does not know that form.
    /// </summary>
    Task<Stream?> OpenVoiceAsync(OutgoingFile file, VoiceFormat format, CancellationToken cancellation) => Task.FromResult<Stream?>(null);
}

/// <summary>The file store of a program that stores no files.</summary>
internal sealed class NoStoredFiles : IStoredFiles
{
    public Stream? Open(long id) => null;
}
