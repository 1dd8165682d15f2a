using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>The published desk: an existing folder, or published into a temporary one.</summary>
internal sealed class PublishedDesk(DeskBinary binary, string? ownFolder) : IDisposable
{
    public DeskBinary Binary => binary;

    public static async Task<PublishedDesk> PrepareAsync(string? published)
    {
        if (published is not null) return new(DeskBinary.FromPublishedFolder(published), null);
        var folder = Directory.CreateTempSubdirectory("desk-published-").FullName;
        Console.WriteLine("publishing the desk: Release, ReadyToRun, linux-x64 …");
        return new(await DeskBinary.PublishAsync(folder), folder);
    }

    public void Dispose()
    {
        if (ownFolder is not null) Directory.Delete(ownFolder, recursive: true);
    }
}
