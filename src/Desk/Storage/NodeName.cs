using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// The name of this process among the nodes of one database. It contains the machine and the process, so that after a crash the next
/// process on that machine takes over the leases at once instead of waiting until they expire.
/// </summary>
public sealed class NodeName
{
    private const char Between = '|';

    private static readonly string Place = Here();

    /// <summary>The full name, unique even for two instances in one process.</summary>
    public string Text { get; } = Name(Environment.ProcessId, Started(Environment.ProcessId) ?? "", Place, Guid.NewGuid().ToString("N"));

    /// <summary>Formats a name for people: machine and process.</summary>
    public static string Shown(string name) => name.Split(Between) is [var machine, var process, ..] ? $"{machine} · {process}" : name;

    /// <summary>Finds the holder of a lease, formatted for people; null when the lease is free.</summary>
    public static async Task<string?> HolderAsync(DeskDb db, string lease, DateTimeOffset now, CancellationToken cancellation)
    {
        var holder = await db.Leases.Where(l => l.Name == lease && l.Until > now).Select(l => l.Holder).FirstOrDefaultAsync(cancellation);
        return holder is null || IsGone(holder) ? null : Shown(holder);
    }

    /// <summary>
    /// Returns true when the name belongs to a process of this machine that has ended. For another machine it returns false.
    /// </summary>
    public static bool IsGone(string name) =>
        Place.Length > 0 && name.Split(Between) is [_, var process, var started, var place, _] && place == Place
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id) && Started(id) != started;

    internal static string Name(int process, string started, string place, string own) =>
        string.Join(Between, Environment.MachineName, process.ToString(CultureInfo.InvariantCulture), started, place, own);

    /// <summary>
    /// Reads a process's start time in clock ticks since boot, which every reader sees alike; null for a process that has ended.
    /// </summary>
    private static string? Started(int process)
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
    private static string Here()
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
