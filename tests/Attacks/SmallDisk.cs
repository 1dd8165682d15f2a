using System.Diagnostics;

namespace EcomCenter.Attacks;

/// <summary>A file system of a few megabytes in memory, which an attack fills up. It is unmounted when the run ends.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    public long FreeBytes => new DriveInfo(_folder).AvailableFreeSpace;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Mounts the disk and moves the run's data directory onto it.</summary>
    public static async Task<SmallDisk> MountAsync(AttackRun run, int megabytes)
    {
        var folder = run.NewFolder("small-disk");
        if (await RunToolAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) is { Length: > 0 } refusal)
            throw new MissingToolException($"this machine does not let us mount a tmpfs: {refusal}");
        var disk = run.Own(new SmallDisk(folder));
        run.DataFolder = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        run.Office.CopyTo(run.DataFolder);
        return disk;
    }

    /// <summary>Fills the disk until that much is free.</summary>
    public async Task FillAsync(long freeBytes)
    {
        await using var file = new FileStream(Filler, FileMode.Append);
        var part = new byte[64 * 1024];
        try
        {
            while (FreeBytes - freeBytes is > 0 and var rest)
            {
                await file.WriteAsync(part.AsMemory(0, (int)Math.Min(rest, part.Length)));
                await file.FlushAsync();
            }
        }
        catch (IOException)
        {
            // The desk wrote at the same time: the disk is full.
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        // The killed desk may still hold its files for a moment.
        for (var i = 0; i < 20; i++)
        {
            if (await RunToolAsync("umount", _folder) is "") return;
            await Task.Delay(100);
        }

        await RunToolAsync("umount", "-l", _folder);
    }

    /// <summary>Returns the tool's error; empty if it succeeded.</summary>
    private static async Task<string> RunToolAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })
            ?? throw new MissingToolException($"{tool} is missing");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"{tool}: {error.Trim()}";
    }
}
