using System.Runtime.InteropServices;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks;

/// <summary>
/// Attacks the published program: <c>dotnet run --project tests/Attacks -- [--only NAME] [--published FOLDER] [--list]</c>.
/// Exits with 1 if an attack succeeded or could not be run.
/// </summary>
internal static class AttacksProgram
{
    public static async Task<int> Main(string[] args)
    {
        var attacks = AttackList.Select(ReadSetting(args, "--only"));
        if (attacks.Count == 0) return RefuseUnknownName();
        if (args.Contains("--list")) return PrintNames(attacks);
        using var stop = new CancellationTokenSource();
        // Ctrl-C and SIGTERM end the running attack in order, so that its desk is stopped and its disk unmounted.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var published = ReadSetting(args, "--published");
        var folder = published ?? Directory.CreateTempSubdirectory("desk-attacks-published-").FullName;
        try
        {
            return await RunAsync(attacks, await GetBinaryAsync(folder, isPublished: published is not null), stop.Token);
        }
        finally
        {
            if (published is null) Directory.Delete(folder, recursive: true);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<DeskBinary> GetBinaryAsync(string folder, bool isPublished)
    {
        if (isPublished) return DeskBinary.FromPublishedFolder(folder);
        Console.WriteLine("publishing the desk: Release, ReadyToRun, linux-x64 …");
        return await DeskBinary.PublishAsync(folder);
    }

    private static async Task<int> RunAsync(IReadOnlyList<Attack> attacks, DeskBinary binary, CancellationToken stop)
    {
        if (AttackList.LeavesOutPostgres)
            Console.WriteLine($"without the attack on PostgreSQL, for which {PostgresDatabase.Variable} names a server");
        using var office = await Office.OpenAsync(binary);
        var results = new List<AttackResult>();
        foreach (var attack in attacks.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var result = await AttackRun.ExecuteAsync(attack, office, stop);
            Console.WriteLine(result);
            results.Add(result);
        }

        var (held, broken) = (Count(results, AttackOutcome.Held), Count(results, AttackOutcome.Broken));
        var notRun = attacks.Count - held - broken;
        Console.WriteLine($"{held} attacks held, {broken} broken" + (notRun > 0 ? $", {notRun} not run" : ""));
        return held == attacks.Count ? 0 : 1;
    }

    private static int Count(List<AttackResult> results, AttackOutcome outcome) => results.Count(result => result.Outcome == outcome);

    private static int PrintNames(IReadOnlyList<Attack> attacks)
    {
        foreach (var attack in attacks) Console.WriteLine($"{attack.Name,-26} {attack.Title}");
        return 0;
    }

    private static int RefuseUnknownName()
    {
        Console.Error.WriteLine("No attack has this name; --list names them all.");
        return 2;
    }

    private static string? ReadSetting(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
