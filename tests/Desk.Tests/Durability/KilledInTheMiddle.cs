using EcomCenter.Durability;
using EcomCenter.RunningDesk;

namespace EcomCenter.Desk.Tests.Durability;

/// <summary>Two rounds of what <c>dotnet run --project tests/Durability -- --rounds 20</c> does for longer.</summary>
public sealed class KilledInTheMiddle
{
    [Fact]
    public async Task A_desk_that_is_killed_in_the_middle_of_its_work_loses_nothing_and_does_nothing_twice()
    {
        var told = new StringWriter();
        var violations = await Trial.RunAsync(new Plan { Rounds = 2, Seed = Random.Shared.Next(), Port = FreePort.Find(), Posters = 16, Chats = 5, Latest = TimeSpan.FromSeconds(1.5) }, told);
        TestContext.Current.SendDiagnosticMessage("{0}", told);
        Assert.True(violations.Count == 0, told.ToString());
    }
}
