using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Files;

/// <summary>Downloads one attachment from its channel, stores it and detects its type.</summary>
public sealed class AttachmentFetcher(IEnumerable<IFileSource> sources, AttachmentStore store, FetchRecorder recorder)
{
    private readonly Dictionary<ContactChannel, IFileSource> _sources = sources.ToDictionary(source => source.Channel);

    public async Task FetchAsync(Attachment file, CancellationToken stopping)
    {
        if (file.Size > AttachmentStore.MaxFileBytes)
            await recorder.RecordAsync(file.Id, new FetchResult.FetchTooLarge());
        else if (file.Source == IncomingFile.NotHandedOut)
            await recorder.RecordAsync(file.Id, new FetchResult.FetchGone(IncomingFile.NotHandedOut));
        else if (!_sources.TryGetValue(file.Channel, out var source))
            await recorder.RecordAsync(file.Id, new FetchResult.FetchLater(null, FetchRecorder.ChannelOff));
        else
            await FetchAsync(file, source, stopping);
    }

    private async Task FetchAsync(Attachment file, IFileSource source, CancellationToken stopping)
    {
        FetchResult result = new FetchResult.FetchLater(null, "empty");
        var checksum = await store.SaveAsync(file.Id, async into =>
        {
            result = await source.FetchAsync(file.Bot, file.Source, into, stopping);
            return result is FetchResult.FetchDone && into.Length > 0;
        });
        if (checksum is { } kept) await recorder.RecordAsync(file.Id, await InspectAsync(file.Id, kept, stopping));
        else await recorder.RecordAsync(file.Id, result is FetchResult.FetchDone ? new FetchResult.FetchLater(null, "empty") : result);
    }

    private async Task<FetchedFile> InspectAsync(long id, long checksum, CancellationToken stopping)
    {
        await using var file = store.OpenRead(id) ?? throw new FileNotFoundException("The stored file has disappeared.");
        var head = new byte[FileTypeDetector.HeaderBytes];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stopping);
        return new(FileTypeDetector.Detect(head.AsSpan(0, length)) ?? FileType.Unknown, file.Length, checksum);
    }
}

/// <summary>The detected type, the size and the CRC-32 of a fetched file.</summary>
public sealed record FetchedFile(FileType Type, long Size, long Checksum);
