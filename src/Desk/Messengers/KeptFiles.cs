using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Messengers;

/// <summary>Opens stored attachments for the channels that send them.</summary>
internal sealed class KeptFiles(AttachmentStore store) : IKeptFiles
{
    public Stream? Open(long id) => store.Open(id);
}
