using System.Globalization;
using System.IO.Hashing;
using System.Text;
using EcomCenter.Desk.Database.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The number of the last commit, kept in a file beside the SQLite database. A database with a lower number lost commits: its
/// <c>-wal</c> file is missing, or an older copy took its place. SQLite opens such a database without an error, and the desk would give
/// numbers again that are on slips.
/// </summary>
public sealed class CommitMark(DataDirectory directory) : IDisposable
{
    private const int DigitCount = 19, SumLength = 8;

    private SafeFileHandle? _handle;

    private string FilePath => directory.DatabaseFile + "-commits";

    /// <summary>
    /// Writes the number of a commit that is durable. The file is not flushed to disk: after a power cut it may be older than the
    /// database, which is no loss, but never newer.
    /// </summary>
    public void Write(long commit)
    {
        try
        {
            _handle ??= File.OpenHandle(FilePath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.Write(_handle, Encode(commit), 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The commit is done. An older mark only finds a loss that began later.
        }
    }

    /// <summary>Reads the number; null if there is none or the file is incomplete.</summary>
    public long? Read()
    {
        try
        {
            var text = File.ReadAllText(FilePath);
            return long.TryParse(text.AsSpan(0, Math.Min(DigitCount, text.Length)), CultureInfo.InvariantCulture, out var commit)
                && text == Encoding.ASCII.GetString(Encode(commit)) ? commit : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Counts the commits that the database lost, before it is migrated or written. Reads the mark first, because another process
    /// may be committing.
    /// </summary>
    public long CountLost()
    {
        if (Read() is not { } marked) return 0;
        var stored = File.Exists(directory.DatabaseFile)
            ? SqliteCopy.ReadCounter(directory.SqliteConnectionString, SequenceCounter.Commits) : 0;
        return Math.Max(0, marked - stored);
    }

    /// <summary>Forgets the number, for a database that goes on without the commits that it lost.</summary>
    public void Delete()
    {
        Dispose();
        _handle = null;
        File.Delete(FilePath);
    }

    public void Dispose() => _handle?.Dispose();

    private static byte[] Encode(long commit)
    {
        var digits = Encoding.ASCII.GetBytes(commit.ToString($"D{DigitCount}", CultureInfo.InvariantCulture));
        return [.. digits, .. Encoding.ASCII.GetBytes(Crc32.HashToUInt32(digits).ToString($"x{SumLength}", CultureInfo.InvariantCulture))];
    }
}
