using System.Runtime.CompilerServices;

namespace EcomCenter.Bots.Tests.Fakes;

internal static class ApprovedTranscript
{
    /// <summary>
    /// Compares the text with the approved Talks/NAME.txt. With TALKS_WRITE=1 it overwrites the file first, for review.
    /// </summary>
    public static async Task AssertEqualAsync(string name, string text)
    {
        var file = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("TALKS_WRITE") == "1") await File.WriteAllTextAsync(file, text);
        Assert.Equal(await File.ReadAllTextAsync(file), text, ignoreLineEndingDifferences: true);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(here)!, "..", "Talks")).FullName;
}
