namespace EcomCenter.Attacks;

/// <summary>
/// The library faketime, which shows a program another time of day than the machine's. The monotonic clock stays true, as it does when
/// somebody sets a clock.
/// </summary>
internal sealed class Faketime(string offsetFile)
{
    /// <summary>The longest time until a program notices a new offset.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    /// <summary>The environment of a program that reads the offset from a file, so that it can change while the program runs.</summary>
    public (string Name, string Value)[] Environment =>
    [
        ("LD_PRELOAD", FindLibrary()), ("FAKETIME_TIMESTAMP_FILE", offsetFile), ("FAKETIME_CACHE_DURATION", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1"), ("NO_FAKE_STAT", "1"),
    ];

    /// <summary>Moves the clock by an offset such as <c>+3y</c>, <c>+3d</c> or <c>+0</c>.</summary>
    public void Set(string offset) => File.WriteAllText(offsetFile, offset + "\n");

    private static string FindLibrary() =>
        new[] { "/usr/lib", "/usr/lib64" }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder).Prepend(folder))
            .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        ?? throw new MissingToolException("faketime is not installed: apt-get install faketime");
}
