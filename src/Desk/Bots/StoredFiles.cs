using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Bots;

/// <summary>Opens stored attachments for the channels that send them.</summary>
internal sealed class StoredFiles(AttachmentStore store) : IStoredFiles
{
    public Stream? Open(long id) => store.OpenRead(id);
}
