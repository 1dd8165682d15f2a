using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The settings section <c>Backup</c>: the nightly backup.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>The folder of the nightly backups; none are made while it is empty. A relative path starts at the content root.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// A folder on a second disk that gets a copy of every nightly backup. It is never created, so that a disk which is not connected
    /// is noticed instead of filling the first one.
    /// </summary>
    public string SecondFolder { get; set; } = "";

    /// <summary>The number of nightly backups that each folder keeps.</summary>
    [Range(1, 1000)]
    public int Keep { get; set; } = 14;

    /// <summary>The time of day, in the time zone of the desk, from which the backup of a day is made.</summary>
    public TimeOnly At { get; set; } = new(2, 30);
}

[OptionsValidator]
internal sealed partial class BackupOptionsAttributeValidation : IValidateOptions<BackupOptions>;

/// <summary>
/// Validates the folders. They need not be reachable: the desk must start without its backup disk, and says so on its page.
/// </summary>
internal sealed class BackupOptionsValidation(IConfiguration configuration, IHostEnvironment environment)
    : IValidateOptions<BackupOptions>
{
    public ValidateOptionsResult Validate(string? name, BackupOptions options)
    {
        var (folder, second) = (Resolve(options.Folder), Resolve(options.SecondFolder));
        if (folder is null && second is not null) return ValidateOptionsResult.Fail("Backup:SecondFolder requires Backup:Folder.");
        if (folder is not null && folder == second)
            return ValidateOptionsResult.Fail("Backup:SecondFolder is the same folder as Backup:Folder.");
        return FindFault("Backup:Folder", folder) ?? FindFault("Backup:SecondFolder", second) ?? ValidateOptionsResult.Success;
    }

    private ValidateOptionsResult? FindFault(string setting, string? folder)
    {
        if (folder is null) return null;
        if (File.Exists(folder)) return ValidateOptionsResult.Fail($"{setting} '{folder}' is a file, not a folder.");
        // A backup among the attachments would contain itself the next night.
        var data = Resolve(configuration[$"{DeskOptions.Section}:{nameof(DeskOptions.DataDirectory)}"] ?? new DeskOptions().DataDirectory);
        var attachments = Path.Combine(data ?? "", DeskBackup.AttachmentsEntry);
        var isOwn = folder == data
            || $"{folder}{Path.DirectorySeparatorChar}".StartsWith(attachments + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isOwn ? ValidateOptionsResult.Fail($"{setting} '{folder}' is a folder of the desk itself. Choose another one.") : null;
    }

    private string? Resolve(string folder) => BackupFolders.Resolve(folder, environment);
}
