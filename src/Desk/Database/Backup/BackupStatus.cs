using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The latest results of backups and of the restore drill.</summary>
public sealed record BackupStatus
{
    /// <summary>The time of the last good backup, made by night or by command.</summary>
    public DateTimeOffset? LastGoodAt { get; init; }

    public string? LastGoodFile { get; init; }

    /// <summary>The number of rows that the last good backup had in each table whose rows stay for ever.</summary>
    public IReadOnlyDictionary<string, long>? Rows { get; init; }

    /// <summary>The time of the last attempt at a nightly backup.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>The code of the reason why the last attempt failed; null if it succeeded.</summary>
    public string? Failure { get; init; }

    public DateTimeOffset? NightlyAt { get; init; }

    public string? NightlyFile { get; init; }

    /// <summary>The time of the last good copy on the second disk.</summary>
    public DateTimeOffset? SecondAt { get; init; }

    public bool SecondFailed { get; init; }

    public DateTimeOffset? DrillAt { get; init; }

    /// <summary>The code of the reason why the last drill could not restore its backup; null if it could.</summary>
    public string? DrillFailure { get; init; }

    /// <summary>The number of inconsistencies that the last drill found in the restored backup.</summary>
    public int DrillFindings { get; init; }

    [JsonIgnore]
    public bool DrillFailed => DrillFailure is not null || DrillFindings > 0;
}

/// <summary>
/// Keeps the status in a file of the data directory. It is no part of the database, because a restored one would say how things stood
/// long ago, and a damaged one nothing.
/// </summary>
public sealed class BackupStatusFile(DataDirectory directory)
{
    private readonly Lock _lock = new();

    private string FilePath => Path.Combine(directory.Root, "backup-status.json");

    /// <summary>Reads the status; an empty one if there is none or it is unreadable.</summary>
    public BackupStatus Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FilePath), BackupStatusJson.Default.BackupStatus) ?? new();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new();
        }
    }

    public void Update(Func<BackupStatus, BackupStatus> change)
    {
        lock (_lock)
        {
            var unfinished = $"{FilePath}.{Guid.NewGuid():N}{DeskBackup.PartialSuffix}";
            using (var file = new FileStream(unfinished, DataDirectory.OwnerOnly(FileMode.CreateNew, FileAccess.Write)))
                JsonSerializer.Serialize(file, change(Read()), BackupStatusJson.Default.BackupStatus);
            File.Move(unfinished, FilePath, overwrite: true);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupStatus))]
internal sealed partial class BackupStatusJson : JsonSerializerContext;
