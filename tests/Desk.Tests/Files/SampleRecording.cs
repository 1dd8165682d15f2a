using System.Diagnostics;
using EcomCenter.Tests;

namespace EcomCenter.Desk.Tests.Files;

/// <summary>Makes one second of sound in the formats that phones and browsers record.</summary>
internal static class SampleRecording
{
    public static Task<byte[]> OggAsync() => MakeAsync("ogg", "libopus");

    public static Task<byte[]> WebmAsync() => MakeAsync("webm", "libopus");

    public static async Task<string> ProbeAsync(string file)
    {
        var ffprobe = Path.Combine(Path.GetDirectoryName(Needs.Ffmpeg())!, "ffprobe");
        string[] arguments = ["-v", "error", "-show_entries", "stream=codec_name:format=format_name,duration", "-of", "csv", file];
        using var probe = Process.Start(new ProcessStartInfo(ffprobe, arguments) { RedirectStandardOutput = true })!;
        var output = await probe.StandardOutput.ReadToEndAsync();
        await probe.WaitForExitAsync();
        return output;
    }

    private static async Task<byte[]> MakeAsync(string format, string codec)
    {
        string[] arguments =
            ["-loglevel", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-c:a", codec, "-f", format, "pipe:1"];
        using var ffmpeg = Process.Start(new ProcessStartInfo(Needs.Ffmpeg(), arguments) { RedirectStandardOutput = true })!;
        using var sound = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(sound);
        await ffmpeg.WaitForExitAsync();
        Assert.True(sound.Length > 1000, "ffmpeg made no sound.");
        return sound.ToArray();
    }
}
