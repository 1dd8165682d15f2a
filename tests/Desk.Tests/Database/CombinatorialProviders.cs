using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>Runs a theory on both databases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialProvidersAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Provider.Sqlite), new TheoryDataRow(Provider.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
