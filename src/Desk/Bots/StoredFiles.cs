using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Bots;

/// <summary>Opens stored attachments for the channels that send them.</summary>
internal sealed class StoredFiles(AttachmentStore store, VoiceCopies voices) : IStoredFiles
{
    public Stream? Open(long id) => store.OpenRead(id);

    public Task<Stream?> OpenVoiceAsync(OutgoingFile file, VoiceFormat format, CancellationToken cancellation) =>
        voices.OpenAsync(file, format, cancellation);
}
