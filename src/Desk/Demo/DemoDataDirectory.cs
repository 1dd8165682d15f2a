using EcomCenter.Desk.Database;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Demo;

/// <summary>
/// A temporary data directory inside the configured one, deleted when the program stops. Each running demo locks a file in its directory;
/// the next demo deletes directories without a lock, which killed programs left behind.
/// </summary>
public sealed class DemoDataDirectory : IDisposable
{
    private const string Prefix = "demo-", LockFile = "in-use";

    private FileStream? _inUse;

    public void CreateFor(WebApplicationBuilder builder)
    {
        var key = $"{DeskOptions.Section}:{nameof(DeskOptions.DataDirectory)}";
        var real = builder.Configuration[key] is { Length: > 0 } set ? set : new DeskOptions().DataDirectory;
        var parent = DataDirectory.CreatePrivateFolder(Path.GetFullPath(real, builder.Environment.ContentRootPath));
        foreach (var left in Directory.EnumerateDirectories(parent, Prefix + "*")) DeleteIfUnused(left);
        var own = DataDirectory.CreatePrivateFolder(Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N")[..8]));
        _inUse = new(Path.Combine(own, LockFile), FileMode.Create, FileAccess.Write, FileShare.None);
        builder.Configuration[key] = own;
    }

    public void Dispose()
    {
        if (_inUse is null) return;
        _inUse.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(_inUse.Name) ?? "", recursive: true);
    }

    private static void DeleteIfUnused(string directory)
    {
        try
        {
            using (File.Open(Path.Combine(directory, LockFile), FileMode.Open, FileAccess.Write, FileShare.None)) { }
            Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // Another demo is using the directory, or it is not the directory of a demo.
        }
    }
}
