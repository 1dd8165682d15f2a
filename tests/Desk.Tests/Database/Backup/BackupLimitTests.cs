using System.IO.Compression;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Tests.Commands;

namespace EcomCenter.Desk.Tests.Database.Backup;

/// <summary>A crafted backup fills neither the disk nor the memory.</summary>
public sealed class BackupLimitTests : IDisposable
{
    private const int MegaByte = 1024 * 1024;

    private readonly string _directory = Directory.CreateTempSubdirectory("desk-limit-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Zip => Path.Combine(_directory, "desk.zip");

    private string Target => Path.Combine(_directory, "target");

    [Fact]
    public async Task An_entry_that_is_packed_too_tightly_is_refused_before_anything_is_unpacked()
    {
        Write(("desk.db", new byte[64 * MegaByte]));
        var result = await DeskProgram.RunAsync(Target, "restore", "--from", Zip);
        Assert.Equal(1, result.Code);
        Assert.Contains("unpacks to more", result.SingleErrorLine, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Target));
    }

    [Fact]
    public async Task An_entry_that_holds_more_than_it_declares_is_refused()
    {
        const int Size = 523_457;
        Write(("desk.db", [1]), ("attachments/0/1", new byte[Size]));
        ForgeSize(Size, 10);
        Assert.Equal(BackupRefusal.NotABackup, await ExtractAsync(BackupLimits.Unlimited));
        var unpacked = Directory.GetFiles(Target, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Assert.InRange(unpacked, 0, 200 * 1024);
    }

    [Fact]
    public async Task Entries_that_are_more_than_the_disk_can_take_are_refused()
    {
        Write(("desk.db", [1]), ("attachments/0/1", new byte[600]), ("attachments/0/2", new byte[600]));
        Assert.Equal(BackupRefusal.TooLarge, await ExtractAsync(BackupLimits.Unlimited with { MaxBytes = 1200 }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Target));
        Assert.Null(await ExtractAsync(BackupLimits.Unlimited with { MaxBytes = 1201 }));
    }

    [Fact]
    public async Task More_entries_than_any_desk_has_are_refused()
    {
        Write([("desk.db", [1]), .. Enumerable.Range(0, 20).Select(i => ($"attachments/0/{i}", new byte[1]))]);
        Assert.Equal(BackupRefusal.TooLarge, await ExtractAsync(BackupLimits.Unlimited with { MaxEntries = 21 }));
        Assert.Null(await ExtractAsync(BackupLimits.Unlimited with { MaxEntries = 22 }));
    }

    [Fact]
    public async Task The_same_name_twice_is_no_backup()
    {
        Write(("desk.db", [1]), ("desk.db", [2]));
        Assert.Equal(BackupRefusal.NotABackup, await ExtractAsync(BackupLimits.Unlimited));
    }

    [Fact]
    public async Task A_marker_that_goes_on_and_on_is_not_read_to_its_end()
    {
        Write("1" + new string(' ', 100 * MegaByte), ("desk.db", [1]));
        var before = GC.GetTotalAllocatedBytes();
        Assert.False(await BackupFile.IsBackupAsync(Zip));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100 * MegaByte);
    }

    [Fact]
    public void The_limits_of_a_folder_leave_room_on_its_disk()
    {
        var free = new DriveInfo(_directory).AvailableFreeSpace;
        Assert.InRange(BackupLimits.ForFolder(_directory).MaxBytes, 0, free);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<BackupRefusal?> ExtractAsync(BackupLimits limits)
    {
        Directory.CreateDirectory(Target);
        return BackupFile.ExtractAsync(Zip, Target, limits, Cancellation);
    }

    private void Write(params (string Name, byte[] Content)[] entries) => Write("1", entries);

    private void Write(string marker, params (string Name, byte[] Content)[] entries)
    {
        using var zip = ZipFile.Open(Zip, ZipArchiveMode.Create);
        foreach (var (name, content) in entries.Prepend(("ecomcenter-backup", System.Text.Encoding.ASCII.GetBytes(marker))))
            using (var entry = zip.CreateEntry(name).Open()) entry.Write(content);
    }

    /// <summary>Replaces an unpacked size wherever the zip states it.</summary>
    private void ForgeSize(int size, int forged)
    {
        var bytes = File.ReadAllBytes(Zip);
        var (stated, replaced) = (BitConverter.GetBytes(size), 0);
        for (var i = 0; i + 4 <= bytes.Length; i++)
        {
            if (!bytes.AsSpan(i, 4).SequenceEqual(stated)) continue;
            BitConverter.GetBytes(forged).CopyTo(bytes, i);
            replaced++;
        }

        Assert.InRange(replaced, 1, 3);
        File.WriteAllBytes(Zip, bytes);
    }
}
