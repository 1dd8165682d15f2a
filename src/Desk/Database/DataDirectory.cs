using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The one folder that this program writes to. It holds personal data, so only the account that runs the program may read it.
/// </summary>
public sealed class DataDirectory
{
    public DataDirectory(IOptions<DeskOptions> options, IHostEnvironment environment)
    {
        Root = System.IO.Path.GetFullPath(options.Value.DataDirectory, environment.ContentRootPath);
        CreatePrivateFolder(Root);
    }

    /// <summary>Opens another folder as a data directory, e.g. the one into which a backup is restored.</summary>
    internal DataDirectory(string root) => Root = CreatePrivateFolder(root);

    public string Root { get; }

    public string DatabaseFile => System.IO.Path.Combine(Root, "desk.db");

    public string AttachmentsFolder => System.IO.Path.Combine(Root, "attachments");

    /// <summary>Creates a folder for its owner only. An existing folder keeps its permissions.</summary>
    public static string CreatePrivateFolder(string path) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>Creates the empty database file for its owner only. SQLite gives its journal files the same permissions.</summary>
    public void EnsureDatabaseFile()
    {
        if (File.Exists(DatabaseFile)) return;
        using var file = new FileStream(DatabaseFile, OwnerOnly(FileMode.OpenOrCreate, FileAccess.Write));
    }

    /// <summary>Creates the options of a file that only its owner may read, whatever folder it is in.</summary>
    public static FileStreamOptions OwnerOnly(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    public string SqliteConnectionString => new SqliteConnectionStringBuilder { DataSource = DatabaseFile, DefaultTimeout = 5 }.ToString();
}
