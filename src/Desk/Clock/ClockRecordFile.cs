using System.Text.Json;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The file that keeps what is known of this host's clock. It is no row of the database, because each node has its own clock. Nodes on
/// PostgreSQL may share the folder, so the file then has the name of the host.
/// </summary>
public sealed partial class ClockRecordFile(DataDirectory directory, IOptions<DeskOptions> options, ILogger<ClockRecordFile> log)
{
    private readonly Lock _gate = new();

    private string FilePath => Path.Combine(directory.Root,
        options.Value.Database is DatabaseKind.Postgres ? $"clock-{Environment.MachineName}.json" : "clock.json");

    /// <summary>Returns null when there is no readable record.</summary>
    public ClockRecord? Read()
    {
        try
        {
            return File.Exists(FilePath) ? JsonSerializer.Deserialize<ClockRecord>(File.ReadAllText(FilePath)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(error.GetType().Name);
            return null;
        }
    }

    public void Write(ClockRecord record)
    {
        try
        {
            using var _ = _gate.EnterScope();
            var partialFile = FilePath + ".part";
            using (var file = new FileStream(partialFile, DataDirectory.OwnerOnly(FileMode.Create, FileAccess.Write)))
            {
                JsonSerializer.Serialize(file, record);
                file.Flush(flushToDisk: true);
            }

            File.Move(partialFile, FilePath, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(error.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the record of the host's clock ({ErrorType})")]
    private partial void LogUnreadable(string errorType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not write the record of the host's clock ({ErrorType})")]
    private partial void LogNotWritten(string errorType);
}
