using System.Diagnostics;
using System.Security.Cryptography;

namespace EcomCenter.Benchmarks;

/// <summary>
/// The current speed of the machine: a fixed piece of work timed beside every run. Figures compare only while these times are steady.
/// </summary>
internal sealed record MachineNoise(double CpuMilliseconds, double SyncP50, double SyncP99, string Load)
{
    private const int HashRounds = 60_000, SyncRounds = 200;

    public static MachineNoise Measure(string directory) => Create(TimeCpuLoop(), TimeFsync(directory));

    private static MachineNoise Create(double cpu, Timings sync) =>
        new(cpu, sync.P50, sync.P99, File.ReadAllText("/proc/loadavg").Split(' ')[0]);

    public override string ToString() => $"cpu loop {CpuMilliseconds,5:F0} ms · fsync p50 {SyncP50:F2} p99 {SyncP99:F2} ms · load {Load}";

    private static double TimeCpuLoop()
    {
        var block = new byte[1024];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < HashRounds; i++) SHA256.HashData(block, block);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static Timings TimeFsync(string directory)
    {
        var path = Path.Combine(directory, "noise");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        var page = new byte[4096];
        var times = new List<double>(SyncRounds);
        for (var i = 0; i < SyncRounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new(times);
    }
}
