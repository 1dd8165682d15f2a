using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EcomCenter.Desk.Attachments;

/// <summary>The program ffmpeg, where the machine has it. Its time, its length and what it may open are bounded: it reads what strangers sent.</summary>
public sealed class Ffmpeg(string? program)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>No recording is copied beyond this; the original is whole.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public bool IsThere => program is not null;

    /// <summary>As the machine finds it.</summary>
    public static Ffmpeg Find()
    {
        var name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new(folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists));
    }

    /// <summary>Null when it is made; else a code of what went wrong.</summary>
    public async Task<string?> ToAacAsync(string from, string form, string to, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(Asked(from, form, to)) ?? throw new Win32Exception();
            try
            {
                // What it complains of may name the file; it is read so that the pipe does not fill up.
                await process.StandardError.ReadToEndAsync(patience.Token);
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 && new FileInfo(to) is { Exists: true, Length: > 0 } ? null : $"exit {process.ExitCode}";
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                return "timeOut";
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (Win32Exception)
        {
            return "notStarted";
        }
    }

    private ProcessStartInfo Asked(string from, string form, string to)
    {
        string[] words =
        [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-protocol_whitelist", "file", "-f", form, "-i", "file:" + from,
            "-t", Longest.TotalSeconds.ToString(CultureInfo.InvariantCulture), "-vn", "-sn", "-dn", "-map_metadata", "-1", "-threads", "1",
            "-c:a", "aac", "-b:a", "48k", "-ac", "1", "-ar", "32000", "-movflags", "+faststart", "-f", "ipod", "file:" + to,
        ];
        return new(program ?? "ffmpeg", words) { RedirectStandardError = true, RedirectStandardOutput = false, UseShellExecute = false };
    }
}
