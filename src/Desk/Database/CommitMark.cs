using System.Globalization;
using System.IO.Hashing;
using System.Text;
using EcomCenter.Desk.Database.Sqlite;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The number of the last commit, kept in a file beside the SQLite database. A database with a lower number lost commits: its
/// <c>-wal</c> file is missing, or an older copy took its place. SQLite opens such a database without an error, and the desk would give
/// numbers again that are on slips.
/// </summary>
public sealed class CommitMark(DataDirectory directory) : IDisposable
{
    private const int DigitCount = 19, SumLength = 8, MaxLooks = 60;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private FileStream? _file;

    private string FilePath => directory.DatabaseFile + "-commits";

    /// <summary>
    /// Writes the number of a commit that is durable. The file is not flushed to disk: after a power cut it may be older than the
    /// database, which is no loss, but never newer.
    /// </summary>
    public void Write(long commit)
    {
        try
        {
            _file ??= Open();
            RandomAccess.Write(_file.SafeFileHandle, Encode(commit), 0);
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
    public long CountLost() => Read() is { } marked ? Math.Max(0, marked - CountStored()) : 0;

    /// <summary>
    /// Returns true when the database counts commits but the mark is gone. It then was copied without its other files, and nobody can tell
    /// if the newest commits are in it. The mark follows the very first commit a moment later, so it is looked for again.
    /// </summary>
    public bool IsMissing()
    {
        for (var look = 1; !File.Exists(FilePath) && CountStored() > 0; look++)
        {
            if (look == MaxLooks) return true;
            Thread.Sleep(LookInterval);
        }

        return false;
    }

    /// <summary>Takes over the number of the database, for one that was restored or goes on without the commits that it lost.</summary>
    public void Renew()
    {
        File.Delete(FilePath);
        Dispose();
        if (CountStored() is var stored and > 0) Write(stored);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    // A new file must outlive a power cut: a database without its mark is not believed.
    private FileStream Open()
    {
        var options = DataDirectory.OwnerOnly(FileMode.OpenOrCreate, FileAccess.Write);
        (options.Share, options.BufferSize) = (FileShare.ReadWrite | FileShare.Delete, 0);
        var isNew = !File.Exists(FilePath);
        var file = new FileStream(FilePath, options);
        if (isNew) file.Flush(flushToDisk: true);
        return file;
    }

    private long CountStored() => File.Exists(directory.DatabaseFile)
        ? SqliteCopy.ReadCounter(directory.SqliteConnectionString, SequenceCounter.Commits) : 0;

    private static byte[] Encode(long commit)
    {
        var digits = Encoding.ASCII.GetBytes(commit.ToString($"D{DigitCount}", CultureInfo.InvariantCulture));
        return [.. digits, .. Encoding.ASCII.GetBytes(Crc32.HashToUInt32(digits).ToString($"x{SumLength}", CultureInfo.InvariantCulture))];
    }
}
