using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EcomCenter.Desk.Files;

/// <summary>
/// The program ffmpeg, if the machine has it. Because it reads files from strangers, its running time, the output length and its protocols
/// are limited.
/// </summary>
public sealed class Ffmpeg(string? program)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The maximum length of a copy. A longer recording is cut in the copy only.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(30);

    public bool IsInstalled => program is not null;

    /// <summary>Searches for ffmpeg in the folders of PATH.</summary>
    public static Ffmpeg Find()
    {
        var name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new(folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists));
    }

    /// <summary>The options of the copy that every browser plays.</summary>
    public static IReadOnlyList<string> Aac { get; } =
        ["-c:a", "aac", "-b:a", "48k", "-ac", "1", "-ar", "32000", "-movflags", "+faststart", "-f", "ipod"];

    /// <summary>The options of <see cref="Contracts.VoiceFormat.OggOpus"/>.</summary>
    public static IReadOnlyList<string> OggOpus { get; } = ["-c:a", "libopus", "-b:a", "24k", "-ac", "1", "-ar", "48000", "-f", "ogg"];

    /// <summary>The options of <see cref="Contracts.VoiceFormat.Mp3"/>. A minute has a fifth of the 2 MB that messengers take.</summary>
    public static IReadOnlyList<string> Mp3 { get; } = ["-c:a", "libmp3lame", "-b:a", "48k", "-ac", "1", "-ar", "24000", "-f", "mp3"];

    /// <summary>The options of <see cref="Contracts.VoiceFormat.Amr"/>. Only some builds of ffmpeg have this encoder.</summary>
    public static IReadOnlyList<string> Amr { get; } =
        ["-c:a", "libopencore_amrnb", "-b:a", "12.2k", "-ac", "1", "-ar", "8000", "-f", "amr"];

    /// <summary>Converts a recording. Returns null on success, else a code for the failure.</summary>
    public async Task<string?> ConvertAsync(
        string input, string inputFormat, string output, IReadOnlyList<string> outputOptions, CancellationToken stopping)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(Timeout);
        try
        {
            using var process = Process.Start(CreateStartInfo(input, inputFormat, output, outputOptions)) ?? throw new Win32Exception();
            try
            {
                // Error output is read so that the pipe does not fill up. It is not logged, because it may contain the file name.
                await process.StandardError.ReadToEndAsync(timeout.Token);
                await process.WaitForExitAsync(timeout.Token);
                return process.ExitCode == 0 && new FileInfo(output) is { Exists: true, Length: > 0 } ? null : $"exit {process.ExitCode}";
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

    private ProcessStartInfo CreateStartInfo(string input, string inputFormat, string output, IReadOnlyList<string> outputOptions)
    {
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-protocol_whitelist", "file", "-f", inputFormat, "-i", "file:" + input,
            "-t", MaxDuration.TotalSeconds.ToString(CultureInfo.InvariantCulture), "-vn", "-sn", "-dn", "-map_metadata", "-1", "-threads",
            "1", .. outputOptions, "file:" + output,
        ];
        return new(program ?? "ffmpeg", arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = false, UseShellExecute = false,
        };
    }
}
