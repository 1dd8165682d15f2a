using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// What this program is called among the nodes of one database. The name tells the machine and the process, so that after a sudden end the next
/// program on that machine need not wait for the dead one's leases to run out.
/// </summary>
public sealed class NodeName
{
    private const char Between = '|';

    private static readonly string Place = Here();

    /// <summary>Unique, also for two programs in one process.</summary>
    public string Text { get; } = Name(Environment.ProcessId, Started(Environment.ProcessId) ?? "", Place, Guid.NewGuid().ToString("N"));

    /// <summary>For people: machine and process.</summary>
    public static string Shown(string name) => name.Split(Between) is [var machine, var process, ..] ? $"{machine} · {process}" : name;

    /// <summary>Who holds a lease now, as people are told; null when nobody does.</summary>
    public static async Task<string?> HolderAsync(DeskDb db, string lease, DateTimeOffset now, CancellationToken cancellation)
    {
        var holder = await db.Leases.Where(l => l.Name == lease && l.Until > now).Select(l => l.Holder).FirstOrDefaultAsync(cancellation);
        return holder is null || IsGone(holder) ? null : Shown(holder);
    }

    /// <summary>Surely: it was a process of this machine, and that process is no more. Of another machine nobody knows.</summary>
    public static bool IsGone(string name) =>
        Place.Length > 0 && name.Split(Between) is [_, var process, var started, var place, _] && place == Place
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id) && Started(id) != started;

    internal static string Name(int process, string started, string place, string own) =>
        string.Join(Between, Environment.MachineName, process.ToString(CultureInfo.InvariantCulture), started, place, own);

    /// <summary>When it began, in the kernel's own count, which is the same whoever reads it; null for a process that is no more.</summary>
    private static string? Started(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            // The name in brackets may hold anything; the count is the twentieth word after it.
            return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(19);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Numbers of processes mean something within one start of one machine, and one container of it.
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
