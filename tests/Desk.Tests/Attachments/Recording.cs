using System.Diagnostics;
using EcomCenter.Tests;

namespace EcomCenter.Desk.Tests.Attachments;

/// <summary>A second of sound as phones and browsers record it.</summary>
internal static class Recording
{
    public static Task<byte[]> OggAsync() => MakeAsync("ogg", "libopus");

    public static Task<byte[]> WebmAsync() => MakeAsync("webm", "libopus");

    public static async Task<string> ProbeAsync(string file)
    {
        using var probe = Process.Start(new ProcessStartInfo(Path.Combine(Path.GetDirectoryName(Needs.Ffmpeg())!, "ffprobe"),
            ["-v", "error", "-show_entries", "stream=codec_name:format=format_name,duration", "-of", "csv", file]) { RedirectStandardOutput = true })!;
        var told = await probe.StandardOutput.ReadToEndAsync();
        await probe.WaitForExitAsync();
        return told;
    }

    private static async Task<byte[]> MakeAsync(string form, string codec)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo(Needs.Ffmpeg(),
            ["-loglevel", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-c:a", codec, "-f", form, "pipe:1"]) { RedirectStandardOutput = true })!;
        using var made = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(made);
        await ffmpeg.WaitForExitAsync();
        Assert.True(made.Length > 1000, "No sound was made.");
        return made.ToArray();
    }
}
