using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>The desk, published once into a temporary folder.</summary>
internal sealed class PublishedDesk(DeskBinary binary, string folder) : IDisposable
{
    public DeskBinary Binary => binary;

    public static async Task<PublishedDesk> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("desk-published-").FullName;
        Console.WriteLine("publishing the desk: Release, ReadyToRun, linux-x64 …");
        return new(await DeskBinary.PublishAsync(folder), folder);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
