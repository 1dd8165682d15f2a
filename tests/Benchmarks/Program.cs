using System.Globalization;
using EcomCenter.Benchmarks;
using EcomCenter.Benchmarks.Bare;
using EcomCenter.Benchmarks.Scale;

// Set before the first socket opens: one thread waits for responses and reads them, so the load generator uses the least processor time.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");

var postgres = Setting("--postgres");
var published = Setting("--published");
var runs = int.Parse(Setting("--runs") ?? "3");
switch (args.FirstOrDefault())
{
    case "bare": await BareServer.RunAsync(args[1..]); return 0;
    case "writer": await WriterBenchmark.RunAsync(); return 0;
    case "intake": await IntakeBenchmark.RunAsync(runs, published, postgres); return 0;
    case "boards": await BoardsBenchmark.RunAsync(runs, published); return 0;
    case "chats": await ChatsBenchmark.RunAsync(runs, published, postgres); return 0;
    case "nodes" when postgres is not null: await NodesBenchmark.RunAsync(runs, published, postgres); return 0;
    case "startup": await StartupBenchmark.RunAsync(published); return 0;
    case "scale":
        var plan = new FillPlan(Number("--tickets", 1_000_000), Number("--open", 100_000));
        await ScaleBenchmark.RunAsync(plan, published, postgres, Setting("--filled"), Setting("--only"));
        return 0;
    case "all":
        await StartupBenchmark.RunAsync(published);
        await WriterBenchmark.RunAsync();
        await IntakeBenchmark.RunAsync(runs, published, postgres);
        await BoardsBenchmark.RunAsync(runs, published);
        await ChatsBenchmark.RunAsync(runs, published, postgres);
        if (postgres is not null) await NodesBenchmark.RunAsync(runs, published, postgres);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- writer|intake|boards|chats|nodes|startup|all "
            + "[--runs N] [--published FOLDER] [--postgres CONNECTION] (nodes needs it)\n"
            + "       … -- scale [--tickets 1000000] [--open 100000] [--filled FOLDER_OR_DATABASE_TO_KEEP] [--only PART_OF_A_NAME]");
        return 2;
}

int Number(string name, int usual) =>
    Setting(name) is { } text ? int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture) : usual;

string? Setting(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
