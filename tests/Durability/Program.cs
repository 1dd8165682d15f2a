using EcomCenter.Durability.Storms;
using EcomCenter.RunningDesk;

namespace EcomCenter.Durability;

/// <summary>
/// Runs the durability test: <c>dotnet run --project tests/Durability -- [--rounds 20] [--seed N] [--port N]</c>, or
/// <c>-- storm [--rounds 20] [--cycles 5000] [--postgres CONNECTION] [--nodes 2]</c>, in which thousands of deadlines come at once.
/// Exits with 1 if anything was lost or done twice.
/// </summary>
internal static class DurabilityProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["storm", ..]) return (await StormTrial.RunAsync(ReadStorm(args), Console.Out)).Count == 0 ? 0 : 1;
        var plan = new DurabilityPlan
        {
            Rounds = ReadNumber(args, "--rounds", 20),
            Seed = ReadNumber(args, "--seed", Random.Shared.Next()),
            Port = ReadNumber(args, "--port", FreePort.Find()),
        };
        var violations = await DurabilityTrial.RunAsync(plan, Console.Out);
        return violations.Count == 0 ? 0 : 1;
    }

    private static StormPlan ReadStorm(string[] args) => new()
    {
        Rounds = ReadNumber(args, "--rounds", 20),
        Seed = ReadNumber(args, "--seed", Random.Shared.Next()),
        Cycles = ReadNumber(args, "--cycles", 5_000),
        Nodes = ReadNumber(args, "--nodes", 1),
        Response = TimeSpan.FromSeconds(ReadNumber(args, "--response", 30)),
        Postgres = ReadText(args, "--postgres"),
    };

    private static string? ReadText(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static int ReadNumber(string[] args, string name, int defaultValue) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : defaultValue;
}
