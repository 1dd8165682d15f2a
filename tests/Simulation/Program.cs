using System.Diagnostics;

namespace EcomCenter.Simulation;

/// <summary>
/// Simulates desks: <c>dotnet run -c Release --project tests/Simulation -- year [--seed N] [--days N] [--tickets N]</c> lives through a
/// year of 20,000 tickets, <c>-- seeds [--first N] [--count N]</c> through as many short stretches. Exits with 1 if a law broke or a figure
/// differs.
/// </summary>
internal static class SimulationProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["year", ..])
        {
            var year = SimulationPlan.Year(ReadNumber(args, "--seed", 1));
            year = year with { Days = ReadNumber(args, "--days", year.Days), Tickets = ReadNumber(args, "--tickets", year.Tickets) };
            return await TryRunAsync(year, Console.Out) ? 0 : 1;
        }

        if (args is not ["seeds", ..])
        {
            await Console.Error.WriteLineAsync("year [--seed N] [--days N] [--tickets N] | seeds [--first N] [--count N]");
            return 2;
        }

        var (first, count, broken) = (ReadNumber(args, "--first", 1), ReadNumber(args, "--count", 1_000), 0);
        foreach (var seed in Enumerable.Range(first, count))
            if (!await TryRunAsync(SimulationPlan.Short(seed), null)) broken++;
        await Console.Out.WriteLineAsync($"{count} seeds, {broken} broken");
        return broken == 0 ? 0 : 1;
    }

    private static async Task<bool> TryRunAsync(SimulationPlan plan, TextWriter? progress)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var result = await DeskYear.RunAsync(plan, progress);
            await Console.Out.WriteLineAsync($"{result} ({watch.Elapsed.TotalSeconds:F1} s)");
            return true;
        }
        catch (LawBrokenException broken)
        {
            await Console.Out.WriteLineAsync("BROKEN " + broken.Message);
            return false;
        }
    }

    private static int ReadNumber(string[] args, string name, int defaultValue) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : defaultValue;
}
