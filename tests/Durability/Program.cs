using EcomCenter.RunningDesk;

namespace EcomCenter.Durability;

/// <summary>
/// Runs the durability test: <c>dotnet run --project tests/Durability -- [--rounds 20] [--seed N] [--port N]</c>.
/// Exits with 1 if anything was lost or done twice.
/// </summary>
internal static class DurabilityProgram
{
    public static async Task<int> Main(string[] args)
    {
        var plan = new DurabilityPlan
        {
            Rounds = ReadNumber(args, "--rounds", 20),
            Seed = ReadNumber(args, "--seed", Random.Shared.Next()),
            Port = ReadNumber(args, "--port", FreePort.Find()),
        };
        var violations = await DurabilityTrial.RunAsync(plan, Console.Out);
        return violations.Count == 0 ? 0 : 1;
    }

    private static int ReadNumber(string[] args, string name, int defaultValue) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : defaultValue;
}
