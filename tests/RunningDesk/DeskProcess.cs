using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace EcomCenter.RunningDesk;

/// <summary>A running desk: starts it, waits for it, kills or stops it.</summary>
public sealed partial class DeskProcess : IAsyncDisposable
{
    private const int TermSignal = 15;
    private const int LinesKept = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

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
    public string Said => string.Join('\n', _said);

    /// <summary>Starts <c>serve</c> and returns before the desk is ready.</summary>
    public static DeskProcess Start(DeskBinary binary, int port, IReadOnlyDictionary<string, string> settings, params string[] more)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        string[] arguments = ["serve", "--urls", address.GetLeftPart(UriPartial.Authority), .. more];
        var process = Process.Start(binary.StartInfo(settings, arguments))
            ?? throw new InvalidOperationException("The desk did not start.");
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address };
        var desk = new DeskProcess(process, address, client);
        process.OutputDataReceived += (_, line) => desk.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => desk.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return desk;
    }

    public static async Task<DeskProcess> StartReadyAsync(DeskBinary binary, int port, IReadOnlyDictionary<string, string> settings)
    {
        var desk = Start(binary, port, settings);
        await desk.WaitForAsync("/healthz/ready");
        return desk;
    }

    /// <summary>Waits until that page answers 200.</summary>
    public async Task WaitForAsync(string page)
    {
        var watch = Stopwatch.StartNew();
        while (!await IsServedAsync(page))
        {
            if (HasExited) throw new InvalidOperationException($"The desk exited unexpectedly:\n{Said}");
            if (watch.Elapsed > Patience) throw new TimeoutException($"The desk did not serve {page} in time:\n{Said}");
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
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task<bool> IsServedAsync(string page)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri(page, UriKind.Relative));
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        if (_said.Count > LinesKept) _said.TryDequeue(out _);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
