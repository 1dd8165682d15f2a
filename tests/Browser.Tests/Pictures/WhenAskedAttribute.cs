using Xunit.Sdk;
using Xunit.v3;

namespace EcomCenter.Browser.Tests.Pictures;

/// <summary>A task rather than a test: it is there only when the environment names a folder for what it makes.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(Discoverer))]
internal sealed class WhenAskedAttribute([System.Runtime.CompilerServices.CallerFilePath] string? file = null, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
    : FactAttribute(file, line)
{
    public const string Variable = "DESK_SCREENSHOTS";

    public static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    internal sealed class Discoverer : FactDiscoverer
    {
        public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
            Folder is null ? new([]) : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
