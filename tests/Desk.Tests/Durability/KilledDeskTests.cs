using EcomCenter.Durability;
using EcomCenter.Durability.Storms;
using EcomCenter.RunningDesk;
using EcomCenter.Tests;

namespace EcomCenter.Desk.Tests.Durability;

/// <summary>
/// Two rounds of the durability test, and small storms of deadlines. <c>dotnet run --project tests/Durability -- --rounds 20</c> and
/// <c>-- storm</c> run more.
/// </summary>
public sealed class KilledDeskTests
{
    [Fact]
    public async Task A_desk_that_is_killed_while_it_works_loses_nothing_and_repeats_nothing()
    {
        var log = new StringWriter();
        var plan = new DurabilityPlan
        {
            Rounds = 2, Seed = Random.Shared.Next(), Port = FreePort.Find(), Posters = 16, Chats = 5,
            MaxLifetime = TimeSpan.FromSeconds(1.5),
        };
        var violations = await DurabilityTrial.RunAsync(plan, log);
        TestContext.Current.SendDiagnosticMessage("{0}", log);
        Assert.True(violations.Count == 0, log.ToString());
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task A_node_that_is_killed_in_a_storm_of_deadlines_leaves_every_level_recorded_once(int nodes)
    {
        var log = new StringWriter();
        var plan = new StormPlan
        {
            Rounds = 1, Seed = Random.Shared.Next(), Cycles = 200, Response = TimeSpan.FromSeconds(8), Nodes = nodes,
            Postgres = nodes == 1 ? null : Needs.Postgres(),
        };
        var violations = await StormTrial.RunAsync(plan, log);
        TestContext.Current.SendDiagnosticMessage("{0}", log);
        Assert.True(violations.Count == 0, log.ToString());
    }
}
