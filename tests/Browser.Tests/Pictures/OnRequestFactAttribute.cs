using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace EcomCenter.Browser.Tests.Pictures;

/// <summary>Marks a task that runs as a test only if the environment names an output folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
internal sealed class OnRequestFactAttribute(
    [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) : FactAttribute(file, line)
{
    public const string Variable = "DESK_SCREENSHOTS";

    public static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    internal sealed class Discoverer : FactDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
            ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Folder is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
