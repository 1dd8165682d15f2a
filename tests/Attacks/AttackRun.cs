using System.Diagnostics;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks;

/// <summary>One run of an attack: its own data directory and desks, and what was found.</summary>
internal sealed class AttackRun : IAsyncDisposable
{
    /// <summary>An attack takes less than a minute on an idle machine, and may take much longer on one that others use.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(20), StopLimit = TimeSpan.FromSeconds(10);

    private readonly string _root = Directory.CreateTempSubdirectory("desk-attack-").FullName;
    private readonly List<string> _findings = [];
    private readonly Stack<IAsyncDisposable> _opened = new();
    private Task _work = Task.CompletedTask;
    private bool _ended;

    private AttackRun(Office office)
    {
        (Office, DataFolder) = (office, NewFolder("data"));
        office.CopyTo(DataFolder);
    }

    public Office Office { get; }

    public DeskBinary Binary => Office.Binary;

    /// <summary>The data directory, with the accounts and keys of the office.</summary>
    public string DataFolder { get; set; }

    /// <summary>The text of the result line when the attack failed, e.g. a measured value.</summary>
    public string Note { get; set; } = "";

    public static async Task<AttackResult> ExecuteAsync(Attack attack, Office office, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        await using var run = new AttackRun(office);
        try
        {
            run._work = Task.Run(() => attack.RunAsync(run), CancellationToken.None);
            await run._work.WaitAsync(TimeLimit, stop);
            return new(attack, run._findings.Count == 0 ? AttackOutcome.Held : AttackOutcome.Broken, run.Describe(), watch.Elapsed);
        }
        catch (MissingToolException missing)
        {
            return new(attack, AttackOutcome.NotRun, missing.Message, watch.Elapsed);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new(attack, AttackOutcome.NotRun, "interrupted", watch.Elapsed);
        }
        catch (Exception failure)
        {
            run._findings.Add($"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}");
            return new(attack, AttackOutcome.Broken, run.Describe(), watch.Elapsed);
        }
    }

    /// <summary>Records a finding unless this is true. Returns it, so that an attack can stop where nothing more can be learnt.</summary>
    public bool Expect(bool holds, string finding)
    {
        if (!holds)
            lock (_findings) _findings.Add(finding);
        return holds;
    }

    public void ExpectStatus(Reply reply, int status, string what) =>
        Expect(reply.Status == status, $"{what} was answered {reply.Status} instead of {status}");

    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public string NewFile(string name) => Path.Combine(_root, name);

    /// <summary>The settings for the data directory, followed by others.</summary>
    public Dictionary<string, string> SettingsWith(params IEnumerable<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string> { ["Desk:DataDirectory"] = DataFolder };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }

    public async Task<DeskProcess> StartDeskAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var desk = Own(DeskProcess.Start(Binary, FreePort.Find(), SettingsWith(settings)));
        await desk.WaitUntilServedAsync("/healthz/ready");
        return desk;
    }

    /// <summary>Sends SIGTERM and expects that the desk ends in order and in time.</summary>
    public async Task ExpectStopAsync(DeskProcess desk, string what)
    {
        var watch = Stopwatch.StartNew();
        var stopping = desk.StopAsync();
        var isStopped = await Task.WhenAny(stopping, Task.Delay(2 * StopLimit)) == stopping;
        if (!Expect(isStopped, $"{what} takes more than {2 * StopLimit.TotalSeconds} s")) return;
        Note = $"stopped in {watch.Elapsed.TotalSeconds:F1} s";
        Expect(watch.Elapsed < StopLimit, $"{what} took {watch.Elapsed.TotalSeconds:F1} s");
        Expect(await stopping == 0, $"{what} ended with exit code {await stopping}");
    }

    public Task<DeskCommand> RunCommandAsync(params string[] arguments) =>
        DeskCommand.RunAsync(Binary, SettingsWith(), null, arguments);

    /// <summary>Disposes it when the run ends, however it ends. What was opened last is disposed first.</summary>
    public T Own<T>(T opened) where T : IAsyncDisposable
    {
        lock (_opened)
        {
            _opened.Push(opened);
            if (!_ended) return opened;
        }

        // The run was interrupted or took too long, and its attack went on until here.
        DisposeOpenedAsync().AsTask().Wait();
        throw new OperationCanceledException();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_opened) _ended = true;
        await DisposeOpenedAsync();
        // An interrupted attack soon fails without its desk. Until then it may write to its folder.
        await Task.WhenAny(_work, Task.Delay(StopLimit));
        Directory.Delete(_root, recursive: true);
    }

    private async ValueTask DisposeOpenedAsync()
    {
        while (TakeLastOpened() is { } opened) await opened.DisposeAsync();
    }

    private IAsyncDisposable? TakeLastOpened()
    {
        lock (_opened) return _opened.TryPop(out var opened) ? opened : null;
    }

    private string Describe()
    {
        lock (_findings)
            return _findings.Count == 0 ? Note
                : string.Join("; ", _findings.Take(6)) + (_findings.Count > 6 ? $"; and {_findings.Count - 6} more" : "");
    }
}
