using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Messengers;

/// <summary>The attachments, as channels read them.</summary>
internal sealed class KeptFiles(AttachmentStore store) : IKeptFiles
{
    public Stream? Open(long id) => store.Open(id);
}
