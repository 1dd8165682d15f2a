using System.Diagnostics;
using System.Text;

namespace EcomCenter.Desk.Tests.Commands;

/// <summary>Exit code and output of a finished command.</summary>
internal sealed record CommandResult(int Code, string Out, string Error)
{
    public string LastLine => Out.TrimEnd().Split('\n')[^1];

    /// <summary>Asserts exit code 0 and nothing on standard error.</summary>
    public CommandResult AssertSuccess()
    {
        Assert.Equal((0, ""), (Code, Error));
        return this;
    }

    public string SingleErrorLine => Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The built program, run as an operator runs it: in a process of its own and from another current directory.</summary>
internal sealed class DeskProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _out = new(), _error = new();

    private DeskProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => AppendLine(_out, line.Data);
        process.ErrorDataReceived += (_, line) => AppendLine(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Out
    {
        get { lock (_out) return _out.ToString(); }
    }

    /// <summary>Runs a command with one line on its standard input.</summary>
    public static async Task<CommandResult> RunWithInputAsync(string directory, string? input, params string[] arguments)
    {
        await using var program = Start([.. arguments, $"--Desk:DataDirectory={directory}"]);
        if (input is not null) await program._process.StandardInput.WriteLineAsync(input);
        program._process.StandardInput.Close();
        return await program.WaitForEndAsync();
    }

    public static Task<CommandResult> RunAsync(string directory, params string[] arguments) =>
        RunWithInputAsync(directory, null, arguments);

    /// <summary>Starts a command and does not wait for its end.</summary>
    public static DeskProgram StartCommand(string directory, params string[] arguments) =>
        Start([.. arguments, $"--Desk:DataDirectory={directory}"]);

    /// <summary>Starts <c>serve</c> and returns the program and its address.</summary>
    public static async Task<(DeskProgram Desk, Uri Address)> ServeAsync(string directory, params string[] arguments)
    {
        var program = Start(["serve", "--urls", "http://127.0.0.1:0", .. arguments, $"--Desk:DataDirectory={directory}"]);
        await Eventually.TrueAsync(() => program.FindLine("The desk is open at ") is not null || program._process.HasExited, seconds: 60);
        var address = program.FindLine("The desk is open at ");
        Assert.True(address is not null, program.Out + program.Error);
        return (program, new(address));
    }

    /// <summary>Returns the rest of the first output line that begins with the given text, or null.</summary>
    public string? FindLine(string beginning) =>
        Out.Split('\n').FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal))?[beginning.Length..].Trim();

    /// <summary>Stops the program with SIGTERM and waits for its end.</summary>
    public async Task<CommandResult> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        return await WaitForEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string Error
    {
        get { lock (_error) return _error.ToString(); }
    }

    private static DeskProgram Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["LANG"] = "C";
        return new(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."));
    }

    private static void AppendLine(StringBuilder text, string? line)
    {
        lock (text)
            if (line is not null) text.Append(line).Append('\n');
    }

    private async Task<CommandResult> WaitForEndAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(timeout.Token);
        return new(_process.ExitCode, Out, Error);
    }
}
