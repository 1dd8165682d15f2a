using EcomCenter.Simulation;

namespace EcomCenter.Desk.Tests.Simulation;

/// <summary>
/// Weeks of a desk in simulated time, ten seeds of them. <c>dotnet run -c Release --project tests/Simulation -- seeds</c> runs a thousand,
/// <c>-- year</c> lives through a year.
/// </summary>
public sealed class SimulatedDeskTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    [InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public async Task No_law_breaks_and_every_figure_is_that_of_the_events(int seed) =>
        TestContext.Current.SendDiagnosticMessage("{0}", await DeskYear.RunAsync(SimulationPlan.Short(seed)));
}
