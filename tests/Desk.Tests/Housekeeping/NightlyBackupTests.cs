using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Commands;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;

namespace EcomCenter.Desk.Tests.Housekeeping;

public sealed class NightlyBackupTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-nightly-").FullName;

    /// <summary>An evening in Shanghai, 18:00.</summary>
    private readonly FakeTimeProvider _time = new(new(2026, 12, 1, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_directory, "nightly");

    private string Second => Directory.CreateDirectory(Path.Combine(_directory, "second")).FullName;

    private string[] Backups => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order()];

    [Fact]
    public async Task One_backup_is_made_from_its_time_of_day_on_and_the_oldest_are_deleted()
    {
        await using var desk = await StartAsync(("Backup:Keep", "2"), ("Backup:At", "02:30"));
        await RunAsync(desk);
        await RunAsync(desk);
        Assert.Equal(["desk-20261201-180000.zip"], Backups);
        await File.WriteAllTextAsync(Path.Combine(Folder, "desk-of-aygul.zip"), "hers", Cancellation);
        _time.Advance(TimeSpan.FromHours(8.4));
        await RunAsync(desk);
        Assert.Equal(2, Backups.Length);
        _time.Advance(TimeSpan.FromHours(0.1));
        await RunAsync(desk);
        await RunAsync(desk);
        Assert.Equal(["desk-20261201-180000.zip", "desk-20261202-023000.zip", "desk-of-aygul.zip"], Backups);
        _time.Advance(TimeSpan.FromDays(3));
        await RunAsync(desk);
        Assert.Equal(["desk-20261202-023000.zip", "desk-20261205-023000.zip", "desk-of-aygul.zip"], Backups);
        var status = Status(desk);
        Assert.Equal((_time.GetUtcNow(), null), (status.LastGoodAt!.Value, status.Failure));
    }

    [Fact]
    public async Task A_clock_that_was_wrong_delays_no_backup_and_deletes_no_new_one()
    {
        await using var desk = await StartAsync(("Backup:Keep", "1"));
        _time.Advance(TimeSpan.FromDays(3000));
        await RunAsync(desk);
        await File.WriteAllTextAsync(Path.Combine(Folder, "desk-20271201-180000.zip"), "old", Cancellation);
        await using var later = await StartAsync(new FakeTimeProvider(new(2026, 12, 2, 10, 0, 0, TimeSpan.Zero)),
            desk.Services.GetRequiredService<DataDirectory>().Root, ("Backup:Keep", "1"));
        await RunAsync(later);
        Assert.Equal(["desk-20261202-180000.zip"], Backups);
    }

    [Fact]
    public async Task A_backup_from_a_clock_that_was_ahead_is_the_first_to_be_deleted()
    {
        await using var desk = await StartAsync(("Backup:Keep", "2"));
        await RunAsync(desk);
        await File.WriteAllTextAsync(Path.Combine(Folder, "desk-20291201-180000.zip"), "from a wrong clock", Cancellation);
        Assert.Equal(Backups[0], Path.GetFileName(desk.Services.GetRequiredService<BackupFolders>().FindNewest(Folder, _time.GetUtcNow())));
        for (var i = 0; i < 2; i++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await RunAsync(desk);
        }

        Assert.Equal(["desk-20261202-180000.zip", "desk-20261203-180000.zip"], Backups);
    }

    [Fact]
    public async Task Every_backup_is_copied_to_the_second_disk_and_a_missing_disk_is_told()
    {
        await using var desk = await StartAsync(("Backup:SecondFolder", Second), ("Backup:Keep", "1"));
        await RunAsync(desk);
        var copy = Path.Combine(Second, Backups.Single());
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Folder, Backups.Single()), Cancellation),
            await File.ReadAllBytesAsync(copy, Cancellation));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync(desk);
        Assert.Equal(Backups, Directory.GetFiles(Second).Select(Path.GetFileName));

        Directory.Delete(Second, recursive: true);
        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync(desk);
        Assert.False(Directory.Exists(Path.Combine(_directory, "second")));
        var status = Status(desk);
        Assert.Equal((true, _time.GetUtcNow().AddDays(-1), _time.GetUtcNow()), (status.SecondFailed, status.SecondAt, status.NightlyAt));
        Assert.Contains("the last copy could not be written", await ReadPageAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_backup_is_told_and_tried_again_after_an_hour()
    {
        await using var desk = await StartAsync();
        Assert.Equal(Folder, desk.Services.GetRequiredService<BackupFolders>().Main);
        await File.WriteAllTextAsync(Folder, "a file instead of the folder", Cancellation);
        await RunAsync(desk);
        Assert.Equal(("cannotWrite", null), (Status(desk).Failure, Status(desk).LastGoodAt));
        Assert.Contains("The last attempt failed", await ReadPageAsync(desk), StringComparison.Ordinal);
        File.Delete(Folder);
        _time.Advance(TimeSpan.FromMinutes(59));
        await RunAsync(desk);
        Assert.False(Directory.Exists(Folder));
        _time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(desk);
        Assert.Single(Backups);
        Assert.Null(Status(desk).Failure);
    }

    [Fact]
    public async Task The_page_says_in_plain_words_how_old_the_last_good_backup_is()
    {
        await using var desk = await StartAsync();
        Assert.Contains("Nothing has been backed up yet", await ReadPageAsync(desk), StringComparison.Ordinal);
        await RunAsync(desk);
        _time.Advance(TimeSpan.FromHours(5));
        var page = await ReadPageAsync(desk);
        Assert.Contains("5 hours ago", page, StringComparison.Ordinal);
        Assert.Contains("in order", page, StringComparison.Ordinal);
        Assert.DoesNotContain("If this computer breaks now", page, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromHours(32));
        page = await ReadPageAsync(desk);
        Assert.Contains("The last good backup is 37 hours old. If this computer breaks now", page, StringComparison.Ordinal);
        Assert.Contains("too old", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_no_backup_is_made_and_the_page_names_the_setting()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time);
        await RunAsync(desk);
        Assert.Null(Status(desk).TriedAt);
        Assert.Contains("Backup:Folder is empty", await ReadPageAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_the_page_refers_to_its_own_tools()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Postgres, _time, [("Backup:Folder", Folder)]);
        await RunAsync(desk);
        Assert.False(Directory.Exists(Folder));
        Assert.Contains("pg_dump", await ReadPageAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_backup_is_checked_every_week_and_leaves_nothing_behind()
    {
        await using var desk = await StartAsync();
        var root = desk.Services.GetRequiredService<DataDirectory>().Root;
        Directory.CreateDirectory(Path.Combine(root, "drill-killed"));
        await desk.OpenTicketAsync();
        await DrillAsync(desk);
        Assert.Null(Status(desk).DrillAt);
        await RunAsync(desk);
        await DrillAsync(desk);
        var first = _time.GetUtcNow();
        Assert.Equal((first, null, 0), (Status(desk).DrillAt, Status(desk).DrillFailure, Status(desk).DrillFindings));
        Assert.Contains("everything is there", await ReadPageAsync(desk), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(root, "drill-*"));
        _time.Advance(TimeSpan.FromDays(6.9));
        await DrillAsync(desk);
        Assert.Equal(first, Status(desk).DrillAt);
        _time.Advance(TimeSpan.FromDays(0.1));
        await DrillAsync(desk);
        Assert.Equal(_time.GetUtcNow(), Status(desk).DrillAt);
    }

    [Fact]
    public async Task A_drill_that_finds_something_is_told_and_repeated_with_the_next_backup()
    {
        await using var desk = await StartAsync();
        await desk.OpenTicketAsync();
        await using (var db = desk.CreateDb())
            await db.Database.ExecuteSqlRawAsync("UPDATE messages SET Text = 'never said'", Cancellation);
        await RunAsync(desk);
        await DrillAsync(desk);
        Assert.Equal(1, Status(desk).DrillFindings);
        Assert.Contains("Inconsistencies in the restored backup: 1.", await ReadPageAsync(desk), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync(desk);
        await File.WriteAllTextAsync(Path.Combine(Folder, Backups[^1]), "not a zip any more", Cancellation);
        await DrillAsync(desk);
        Assert.Equal("notABackup", Status(desk).DrillFailure);
        Assert.Contains("could not be restored: the file is no complete backup", await ReadPageAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_killed_backups_left_is_deleted_before_the_next_one_which_may_need_the_room()
    {
        await using var desk = await StartAsync(("Backup:SecondFolder", Second));
        await RunAsync(desk);
        var (data, made) = (desk.Services.GetRequiredService<DataDirectory>().Root, Backups.Single());
        string[] left = [.. ((string[])[Folder, Second]).Select(folder => Path.Combine(folder, "desk-20261130-023000.zip.1.part")),
            Path.Combine(data, "backup-1.tmp"), Path.Combine(data, "backup-1.tmp-journal")];
        var young = Path.Combine(Folder, "desk-20261202-023000.zip.2.part");
        foreach (var file in left.Append(young)) await File.WriteAllTextAsync(file, "half", Cancellation);
        _time.Advance(TimeSpan.FromDays(1));
        foreach (var file in left) File.SetLastWriteTimeUtc(file, _time.GetUtcNow().UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(young, _time.GetUtcNow().UtcDateTime);

        // The backup fails, as on a disk that the leftovers have filled.
        desk.Services.GetRequiredService<BackupStatusFile>().Update(
            status => status with { Rows = new Dictionary<string, long> { ["tickets"] = 1000 } });
        await RunAsync(desk);
        Assert.Equal("rowsMissing", Status(desk).Failure);
        Assert.Equal([made, Path.GetFileName(young)], Backups.Where(file => !file.EndsWith(".incomplete.zip", StringComparison.Ordinal)));
        Assert.DoesNotContain(left, File.Exists);
    }

    [Fact]
    public async Task A_backup_made_by_command_counts_as_the_last_good_one()
    {
        await using var desk = await StartAsync();
        var zip = Path.Combine(_directory, "by-hand.zip");
        var data = desk.Services.GetRequiredService<DataDirectory>().Root;
        (await DeskProgram.RunAsync(data, "backup", "--to", zip)).AssertSuccess();
        Assert.Equal((zip, null), (Status(desk).LastGoodFile, Status(desk).NightlyFile));
        Assert.Contains(zip, await ReadPageAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_of_a_failure_has_words_on_the_page() => Assert.All(
        Enum.GetValues<BackupRefusal>().Select(reason => "backup.reason." + EnumCode.From(reason)),
        key => Assert.True(DeskTexts.Contains(key), key));

    [Fact]
    public async Task Quartz_asks_every_minute_whether_a_backup_is_due()
    {
        await using var desk = await DeskApp.StartAsync();
        var scheduler = await desk.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);
        Assert.Single(await scheduler.GetTriggersOfJob(NightlyBackupJob.Key, Cancellation));
        await scheduler.TriggerJob(NightlyBackupJob.Key, Cancellation);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static BackupStatus Status(DeskApp desk) => desk.Services.GetRequiredService<BackupStatusFile>().Read();

    private static Task RunAsync(DeskApp desk) => desk.Services.GetRequiredService<NightlyBackup>().RunIfDueAsync(Cancellation);

    private static Task DrillAsync(DeskApp desk) => desk.Services.GetRequiredService<RestoreDrill>().RunIfDueAsync(Cancellation);

    private static async Task<string> ReadPageAsync(DeskApp desk)
    {
        using var boss = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        return await boss.GetStringAsync("/desk/admin/channels?lang=en", Cancellation);
    }

    private Task<DeskApp> StartAsync(params (string, string)[] settings) => StartAsync(_time, null, settings);

    private Task<DeskApp> StartAsync(TimeProvider time, string? data, params (string, string)[] settings) => ManualClock.StartAsync(
        Provider.Sqlite, time,
        [("Backup:Folder", Folder), ("Desk:DataDirectory", data ?? Path.Combine(_directory, "data")), .. settings]);
}
