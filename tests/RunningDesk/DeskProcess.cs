using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace EcomCenter.RunningDesk;

/// <summary>A running desk: starts it, waits for it, kills or stops it.</summary>
public sealed partial class DeskProcess : IAsyncDisposable
{
    private const int TermSignal = 15;
    private const int MaxOutputLines = 200;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _recentOutput = new();

    private DeskProcess(Process process, Uri address, HttpClient client) => (_process, Address, Client) = (process, address, client);

    public Uri Address { get; }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>The processor time used so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines of its output.</summary>
    public string RecentOutput => string.Join('\n', _recentOutput);

    /// <summary>Starts <c>serve</c> and returns before the desk is ready.</summary>
    public static DeskProcess Start(
        DeskBinary binary, int port, IReadOnlyDictionary<string, string> settings, params string[] moreArguments)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        string[] arguments = ["serve", "--urls", address.GetLeftPart(UriPartial.Authority), .. moreArguments];
        var process = Process.Start(binary.CreateStartInfo(settings, arguments))
            ?? throw new InvalidOperationException("The desk did not start.");
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address };
        var desk = new DeskProcess(process, address, client);
        process.OutputDataReceived += (_, line) => desk.KeepOutput(line.Data);
        process.ErrorDataReceived += (_, line) => desk.KeepOutput(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return desk;
    }

    public static async Task<DeskProcess> StartReadyAsync(DeskBinary binary, int port, IReadOnlyDictionary<string, string> settings)
    {
        var desk = Start(binary, port, settings);
        await desk.WaitUntilServedAsync("/healthz/ready");
        return desk;
    }

    /// <summary>Waits until that page answers 200.</summary>
    public async Task WaitUntilServedAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        while (!await IsServedAsync(path))
        {
            if (HasExited) throw new InvalidOperationException($"The desk exited unexpectedly:\n{RecentOutput}");
            if (watch.Elapsed > Timeout) throw new TimeoutException($"The desk did not serve {path} in time:\n{RecentOutput}");
            await Task.Delay(2);
        }
    }

    /// <summary>Sends SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM, so the desk finishes accepted work. Returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = SendSignal(_process.Id, TermSignal);
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task<bool> IsServedAsync(string path)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void KeepOutput(string? line)
    {
        if (line is null) return;
        _recentOutput.Enqueue(line);
        if (_recentOutput.Count > MaxOutputLines) _recentOutput.TryDequeue(out _);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
