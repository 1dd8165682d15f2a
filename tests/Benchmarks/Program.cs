using EcomCenter.Benchmarks;

// Before the first socket: answers are read on the one thread that waits for them, which is the cheapest way to make load.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");

var postgres = Setting("--postgres");
var runs = int.Parse(Setting("--runs") ?? "3");
switch (args.FirstOrDefault())
{
    case "writer": await WriterBenchmark.RunAsync(); return 0;
    case "intake": await IntakeBenchmark.RunAsync(runs, postgres); return 0;
    case "boards": await BoardsBenchmark.RunAsync(runs); return 0;
    case "startup": await StartupBenchmark.RunAsync(); return 0;
    case "all":
        await StartupBenchmark.RunAsync();
        await WriterBenchmark.RunAsync();
        await IntakeBenchmark.RunAsync(runs, postgres);
        await BoardsBenchmark.RunAsync(runs);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- writer|intake|boards|startup|all [--runs N] [--postgres CONNECTION]");
        return 2;
}

string? Setting(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
