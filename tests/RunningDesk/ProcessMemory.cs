using System.Globalization;

namespace EcomCenter.RunningDesk;

/// <summary>Memory used by a process, in MB of 1,000,000 bytes.</summary>
/// <param name="Proportional">Each shared page counts divided by the number of processes that share it.</param>
public sealed record ProcessMemory(double Resident, double Proportional)
{
    public static ProcessMemory Measure(int process) =>
        new(ReadMegabytes($"/proc/{process}/status", "VmRSS:"), ReadMegabytes($"/proc/{process}/smaps_rollup", "Pss:"));

    private static double ReadMegabytes(string file, string name)
    {
        var line = File.ReadLines(file).First(l => l.StartsWith(name, StringComparison.Ordinal));
        var kilobytes = line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 / 1_000_000;
    }
}
