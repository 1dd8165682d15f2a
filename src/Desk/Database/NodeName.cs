using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The name of this process among the nodes of one database. It contains the machine and the process, so that after a crash the next
/// process on that machine takes over the leases at once instead of waiting until they expire.
/// </summary>
public sealed class NodeName
{
    private const char Separator = '|';

    private static readonly string MachineId = ReadMachineId();

    /// <summary>The full name, unique even for two instances in one process.</summary>
    public string Value { get; } = Format(
        Environment.ProcessId, ReadStartTime(Environment.ProcessId) ?? "", MachineId, Guid.NewGuid().ToString("N"));

    /// <summary>Formats a name for people: machine and process.</summary>
    public static string ToDisplayName(string name) =>
        name.Split(Separator) is [var machine, var process, ..] ? $"{machine} · {process}" : name;

    /// <summary>Finds the holder of a lease, formatted for people; null when the lease is free.</summary>
    public static async Task<string?> FindLeaseHolderAsync(DeskDb db, string lease, DateTimeOffset now, CancellationToken cancellation)
    {
        var holder = await db.Leases.Where(l => l.Name == lease && l.ExpiresAt > now).Select(l => l.Holder)
            .FirstOrDefaultAsync(cancellation);
        return holder is null || IsProcessGone(holder) ? null : ToDisplayName(holder);
    }

    /// <summary>
    /// Returns true when the name belongs to a process of this machine that has ended. For another machine it returns false.
    /// </summary>
    public static bool IsProcessGone(string name) =>
        MachineId.Length > 0 && name.Split(Separator) is [_, var process, var started, var place, _] && place == MachineId
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id) && ReadStartTime(id) != started;

    internal static string Format(int process, string started, string machineId, string uniqueId) =>
        string.Join(Separator, Environment.MachineName, process.ToString(CultureInfo.InvariantCulture), started, machineId, uniqueId);

    /// <summary>
    /// Reads a process's start time in clock ticks since boot, which every reader sees alike; null for a process that has ended.
    /// </summary>
    private static string? ReadStartTime(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            // The process name in brackets may contain anything; the start time is the twentieth field after it.
            return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(19);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Process ids are only comparable within one boot of one machine and one container (pid namespace).
    private static string ReadMachineId()
    {
        try
        {
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id");
            var space = new FileInfo("/proc/self/ns/pid").LinkTarget;
            return space is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(boot + space)))[..16];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
