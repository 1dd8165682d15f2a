using System.Diagnostics;

namespace EcomCenter.RunningDesk;

/// <summary>The program as it is started: published for this machine, or as the build left it.</summary>
public sealed record DeskBinary(string Program, IReadOnlyList<string> Before)
{
    private const string Name = "EcomCenter.Desk";

    /// <summary>Release, ReadyToRun, as it goes to a server.</summary>
    public static async Task<DeskBinary> PublishAsync(string into)
    {
        await RunToolAsync("dotnet", "publish", Path.Combine(Repository(), "src", "Desk"), "-c", "Release", "-r", "linux-x64", "--no-self-contained",
            "-o", into, "-v", "quiet", "-clp:ErrorsOnly", "--tl:off");
        return In(into);
    }

    /// <summary>A published folder.</summary>
    public static DeskBinary In(string published) => new(Path.Combine(published, Name), []);

    /// <summary>What was built together with the program that asks.</summary>
    public static DeskBinary Built()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var assembly = Path.Combine(Repository(), "src", "Desk", "bin", built.Parent?.Name ?? "Debug", built.Name, Name + ".dll");
        return File.Exists(assembly) ? new("dotnet", ["exec", assembly]) : throw new FileNotFoundException("Build the desk first.", assembly);
    }

    public ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in Before.Concat(arguments)) start.ArgumentList.Add(argument);
        // What the one who measures sets for its own sockets is not the desk's.
        foreach (var own in start.Environment.Keys.Where(key => key.StartsWith("DOTNET_SYSTEM_NET_SOCKETS_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(own);
        // Colons become double underscores, so that the same names serve as in appsettings.json.
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "EcomCenter.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("EcomCenter.sln is in none of the folders above this program.");
    }

    private static async Task RunToolAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{tool} did not start.");
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} failed:\n{string.Concat(said)}");
    }
}
