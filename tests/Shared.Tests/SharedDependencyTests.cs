using System.Reflection;

namespace EcomCenter.Shared.Tests;

public class SharedDependencyTests
{
    [Fact]
    public void Shared_uses_nothing_but_the_runtime() =>
        Assert.All(
            Assembly.Load("EcomCenter.Shared").GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System.", assembly.Name));
}
