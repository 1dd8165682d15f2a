using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>Tests that other accounts on the machine cannot read the data directory.</summary>
public sealed class DataDirectoryPermissionTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_data_directory_and_its_files_are_created_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var database = TestDatabase.CreateWithoutDatabase();
        var folder = Path.Combine(database.DataDirectory, "new");
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", folder)]);
        await desk.Services.GetRequiredService<DeskWriter>().WriteAsync(_ => Task.FromResult(0), TestContext.Current.CancellationToken);

        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        desk.Services.GetRequiredService<BackupStatusFile>().Update(status => status with { Failure = "error" });
        var files = Directory.GetFiles(folder).Select(Path.GetFileName).ToList();
        Assert.Empty(new[] { "desk.db", "desk.db-wal", "desk.db-commits", "clock.json", "backup-status.json" }.Except(files));
        foreach (var file in files) Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(folder, file!)));
    }
}
