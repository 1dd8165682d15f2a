using System.Buffers.Binary;
using System.IO.Compression;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Restores zip files that were made to fill the disk or to write elsewhere.</summary>
internal sealed class ZipBombs : Attack
{
    private const int BombBytes = 300 << 20, MaxLeftBytes = 4 << 20;

    public override string Title => "A zip bomb, a lying length and a path out of the folder are refused and leave nothing on the disk";

    public override async Task RunAsync(AttackRun run)
    {
        await TryAsync(run, "bomb", zip => WriteZeros(zip, "desk.db", BombBytes));
        await TryAsync(run, "bomb-of-files", zip =>
        {
            WriteZeros(zip, "desk.db", 4096);
            for (var i = 0; i < 30; i++) WriteZeros(zip, $"attachments/0/{i}", 16 << 20);
        });
        await TryAsync(run, "lying", zip => WriteZeros(zip, "desk.db", 48 << 20), file => Lie(file, 48 << 20, 1000));
        await TryAsync(run, "escaping", zip =>
        {
            WriteZeros(zip, "desk.db", 4096);
            WriteZeros(zip, "attachments/../../escaped", 10);
        });
        run.Expect(!File.Exists(run.NewFile("escaped")), "a file was written outside the folder");
    }

    private static async Task TryAsync(AttackRun run, string name, Action<ZipArchive> fill, Action<string>? change = null)
    {
        var file = run.NewFile(name + ".zip");
        using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Create))
        {
            using (var mark = new StreamWriter(zip.CreateEntry("ecomcenter-backup").Open())) mark.Write("1");
            fill(zip);
        }

        change?.Invoke(file);
        run.DataFolder = run.NewFolder("restored-" + name);
        var restored = await run.RunCommandAsync("restore", "--from", file);
        run.Expect(restored.ExitCode == 1, $"restoring the {name} zip ended with {restored.ExitCode}");
        var left = new DirectoryInfo(run.DataFolder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        run.Expect(left < MaxLeftBytes, $"the {name} zip left {left >> 20} MB on the disk");
    }

    private static void WriteZeros(ZipArchive zip, string name, int bytes)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        var part = new byte[64 * 1024];
        for (var left = bytes; left > 0; left -= part.Length) entry.Write(part, 0, Math.Min(left, part.Length));
    }

    /// <summary>Changes the length that the zip declares for an entry, wherever it stands.</summary>
    private static void Lie(string file, int length, int declared)
    {
        var content = File.ReadAllBytes(file);
        for (var at = 0; at + 4 <= content.Length; at++)
            if (BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(at)) == length)
                BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(at), declared);
        File.WriteAllBytes(file, content);
    }
}
