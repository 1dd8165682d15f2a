namespace EcomCenter.Tests;

/// <summary>
/// Looks up servers and programs that a test needs from its machine. Skips the test if one is absent, or fails it where CI_REQUIRE_ALL
/// forbids skipping.
/// </summary>
internal static class Needs
{
    public static string Postgres() => Setting("ECOMCENTER_TEST_POSTGRES", "a PostgreSQL server");

    public static string Chromium()
    {
        var path = Environment.GetEnvironmentVariable("ECOMCENTER_TEST_CHROMIUM") is { Length: > 0 } set ? set : "/usr/bin/chromium";
        return File.Exists(path) ? path : Missing($"Chromium at {path} (ECOMCENTER_TEST_CHROMIUM)");
    }

    public static string Ffmpeg()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, "ffmpeg")).FirstOrDefault(File.Exists) ?? Missing("ffmpeg on its PATH");
    }

    public static string Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI_REQUIRE_ALL") == "1")
            Assert.Fail($"This machine lacks {what}.");
        Assert.Skip($"This machine lacks {what}.");
        return what;
    }

    private static string Setting(string variable, string what) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : Missing($"{what} ({variable})");
}
