using System.Globalization;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The time since the host was started. Linux includes the time for which the machine was suspended, which timestamps do not: otherwise a
/// machine that slept would look like one whose clock was put forward. Elsewhere the timestamps of the time provider are used.
/// </summary>
public sealed class HostUptime(TimeProvider time) : IElapsedTime
{
    private const string UptimeFile = "/proc/uptime", BootIdFile = "/proc/sys/kernel/random/boot_id";

    private readonly long _start = time.GetTimestamp();
    private readonly bool _countsSuspends = time == TimeProvider.System && ReadUptime() is not null;
    private TimeSpan _last;

    // A value that cannot be read is bridged by the last one: the sources must not be mixed.
    public TimeSpan Elapsed => _countsSuspends ? _last = ReadUptime() ?? _last : time.GetElapsedTime(_start);

    public string? Origin => _countsSuspends ? ReadBootId() : null;

    private static string? ReadBootId()
    {
        try
        {
            return File.ReadAllText(BootIdFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TimeSpan? ReadUptime()
    {
        try
        {
            var seconds = File.ReadAllText(UptimeFile).Split(' ')[0];
            return double.TryParse(seconds, CultureInfo.InvariantCulture, out var value) ? TimeSpan.FromSeconds(value) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
