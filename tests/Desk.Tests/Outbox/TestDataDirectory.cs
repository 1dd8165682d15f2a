namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>A data directory that outlives one run of the program.</summary>
internal sealed class TestDataDirectory : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("desk-runs-").FullName;

    public (string, string) Setting => ("Desk:DataDirectory", _path);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_path, recursive: true);
    }
}
