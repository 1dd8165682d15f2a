using EcomCenter.Durability;
using EcomCenter.RunningDesk;

namespace EcomCenter.Desk.Tests.Durability;

/// <summary>Two rounds of the durability test. <c>dotnet run --project tests/Durability -- --rounds 20</c> runs more.</summary>
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
}
