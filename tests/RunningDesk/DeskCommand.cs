using System.Diagnostics;

namespace EcomCenter.RunningDesk;

/// <summary>The result of a completed desk command.</summary>
public sealed record DeskCommand(int ExitCode, string Output, string Error)
{
    public static async Task<DeskCommand> RunAsync(
        DeskBinary binary, IReadOnlyDictionary<string, string> settings, string? input, params string[] arguments)
    {
        using var process = Process.Start(binary.CreateStartInfo(settings, arguments))
            ?? throw new InvalidOperationException("The desk did not start.");
        if (input is not null) await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, output[0], output[1]);
    }

    /// <summary>Creates an API key. The command prints it alone on its last line.</summary>
    public static async Task<string> CreateKeyAsync(
        DeskBinary binary, IReadOnlyDictionary<string, string> settings, string name, string scope)
    {
        var created = await RunAsync(binary, settings, null, "key", "create", "--name", name, "--scope", scope);
        if (created.ExitCode != 0)
            throw new InvalidOperationException($"key create failed ({created.ExitCode}):\n{created.Output}{created.Error}");
        return created.Output.TrimEnd().Split('\n')[^1].Trim();
    }
}
