using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Storage;

/// <summary>The one folder this program writes to.</summary>
public sealed class DataDirectory
{
    public DataDirectory(IOptions<DeskOptions> options, IHostEnvironment environment)
    {
        Path = System.IO.Path.GetFullPath(options.Value.DataDirectory, environment.ContentRootPath);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "desk.db");

    public string AttachmentsFolder => System.IO.Path.Combine(Path, "attachments");

    public string SqliteConnectionString => new SqliteConnectionStringBuilder { DataSource = DatabaseFile, DefaultTimeout = 5 }.ToString();
}
