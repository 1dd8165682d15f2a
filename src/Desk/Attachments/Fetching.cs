using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Attachments;

/// <summary>Downloads one attachment from its channel, stores it and detects its type.</summary>
public sealed class Fetching(IEnumerable<IFileSource> sources, AttachmentStore store, FileOutcomes outcomes)
{
    private readonly Dictionary<ContactChannel, IFileSource> _sources = sources.ToDictionary(source => source.Channel);

    public async Task FetchAsync(Attachment file, CancellationToken stopping)
    {
        if (file.Size > AttachmentStore.LongestFile)
            await outcomes.KeepAsync(file.Id, new Fetched.TooLarge());
        else if (!_sources.TryGetValue(file.Channel, out var source))
            await outcomes.KeepAsync(file.Id, new Fetched.Later(null, FileOutcomes.Off));
        else
            await FetchAsync(file, source, stopping);
    }

    private async Task FetchAsync(Attachment file, IFileSource source, CancellationToken stopping)
    {
        Fetched result = new Fetched.Later(null, "empty");
        var kept = await store.KeepAsync(file.Id, async into =>
        {
            result = await source.FetchAsync(file.Bot, file.Source, into, stopping);
            return result is Fetched.Got && into.Length > 0;
        });
        if (kept) await outcomes.KeepAsync(file.Id, await LookAsync(file.Id, stopping));
        else await outcomes.KeepAsync(file.Id, result is Fetched.Got ? new Fetched.Later(null, "empty") : result);
    }

    private async Task<FoundFile> LookAsync(long id, CancellationToken stopping)
    {
        await using var file = store.Open(id) ?? throw new FileNotFoundException("The stored file has disappeared.");
        var head = new byte[ContentTypes.Head];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stopping);
        return new(ContentTypes.Of(head.AsSpan(0, length)) ?? ContentType.Unknown, file.Length);
    }
}

/// <summary>The detected type and the size of a fetched file.</summary>
public sealed record FoundFile(ContentType Type, long Size);
