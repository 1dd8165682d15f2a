using System.Diagnostics;

namespace EcomCenter.RunningDesk;

/// <summary>A command of the program, run to its end.</summary>
public sealed record DeskCommand(int ExitCode, string Output, string Error)
{
    public static async Task<DeskCommand> RunAsync(DeskBinary binary, IReadOnlyDictionary<string, string> settings, string? input, params string[] arguments)
    {
        using var process = Process.Start(binary.StartInfo(settings, arguments)) ?? throw new InvalidOperationException("The desk did not start.");
        if (input is not null) await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, said[0], said[1]);
    }

    /// <summary>A new key, as the command prints it: alone on the last line.</summary>
    public static async Task<string> CreateKeyAsync(DeskBinary binary, IReadOnlyDictionary<string, string> settings, string name, string scope)
    {
        var done = await RunAsync(binary, settings, null, "key", "create", "--name", name, "--scope", scope);
        if (done.ExitCode != 0) throw new InvalidOperationException($"key create failed ({done.ExitCode}):\n{done.Output}{done.Error}");
        return done.Output.TrimEnd().Split('\n')[^1].Trim();
    }
}
