using System.Diagnostics;

namespace EcomCenter.Tests;

/// <summary>
/// Tools that others wrote and that judge pages and the API. They are the development packages of <c>src/Desk/package.json</c>, installed
/// once for each build of the tests.
/// </summary>
internal static class NpmTools
{
    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    /// <summary>Runs a script of a package with Node. Returns its exit code and all that it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string script, params IEnumerable<string> arguments)
    {
        var folder = await Folder.Value;
        return await RunProcessAsync("node", folder, [Path.Combine(folder, "node_modules", script), .. arguments]);
    }

    /// <summary>Runs a program of the test with Node, which finds the packages.</summary>
    public static async Task<(int Code, string Output)> RunOwnAsync(string script, params IEnumerable<string> arguments)
    {
        var folder = await Folder.Value;
        return await RunProcessAsync("node", folder, [script, .. arguments]);
    }

    /// <summary>The folder in which the packages are installed. A test puts its own files below it.</summary>
    public static async Task<string> FolderAsync(string name)
    {
        var folder = Path.Combine(await Folder.Value, name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static async Task<string> InstallAsync()
    {
        if (!IsOnPath("node") || !IsOnPath("npm")) Needs.Missing("Node and npm on its PATH");
        var (source, folder) = (Path.Combine(AppContext.BaseDirectory, "npm"), Path.Combine(AppContext.BaseDirectory, "npm-tools"));
        var (lockFile, stamp) = (Path.Combine(source, "package-lock.json"), Path.Combine(folder, "installed.json"));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == await File.ReadAllTextAsync(lockFile)) return folder;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
        var (code, output) = await RunProcessAsync("npm", folder, install);
        if (code != 0) Needs.Missing($"the packages that npm installs: {output}");
        File.Copy(lockFile, stamp, overwrite: true);
        return folder;
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int Code, string Output)> RunProcessAsync(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["NO_COLOR"] = "1" },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
