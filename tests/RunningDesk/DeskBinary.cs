using System.Diagnostics;

namespace EcomCenter.RunningDesk;

/// <summary>The desk's executable: published for this machine, or taken from the build output.</summary>
public sealed record DeskBinary(string Program, IReadOnlyList<string> LeadingArguments)
{
    private const string AssemblyName = "EcomCenter.Desk";

    /// <summary>Publishes the desk as for a server: Release, ReadyToRun.</summary>
    public static async Task<DeskBinary> PublishAsync(string folder)
    {
        var project = Path.Combine(FindRepository(), "src", "Desk");
        await RunToolAsync("dotnet", "publish", project, "-c", "Release", "-r", "linux-x64", "--no-self-contained",
            "-o", folder, "-v", "quiet", "-clp:ErrorsOnly", "--tl:off");
        return FromPublishedFolder(folder);
    }

    public static DeskBinary FromPublishedFolder(string folder) => new(Path.Combine(folder, AssemblyName), []);

    /// <summary>The desk from the build output with the same configuration as the calling program.</summary>
    public static DeskBinary FromBuildOutput()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var assembly = Path.Combine(FindRepository(), "src", "Desk", "bin", built.Parent?.Name ?? "Debug", built.Name,
            AssemblyName + ".dll");
        if (!File.Exists(assembly)) throw new FileNotFoundException("Build the desk first.", assembly);
        return new("dotnet", ["exec", assembly]);
    }

    public ProcessStartInfo CreateStartInfo(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (var argument in LeadingArguments.Concat(arguments)) start.ArgumentList.Add(argument);
        // A benchmark tunes its own sockets by environment variables. The desk must not inherit them.
        var socketSettings = start.Environment.Keys.Where(key => key.StartsWith("DOTNET_SYSTEM_NET_SOCKETS_", StringComparison.Ordinal));
        foreach (var setting in socketSettings.ToList()) start.Environment.Remove(setting);
        // Environment variables write the colon of a settings key as a double underscore.
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    public static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "EcomCenter.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("No folder above this program contains EcomCenter.sln.");
    }

    private static async Task RunToolAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return;
        throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} failed:\n{string.Concat(output)}");
    }
}
