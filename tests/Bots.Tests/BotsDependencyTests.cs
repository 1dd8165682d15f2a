using System.Reflection;

namespace EcomCenter.Bots.Tests;

public class BotsDependencyTests
{
    [Fact]
    public void Bots_reference_no_other_project_but_Shared() =>
        Assert.DoesNotContain(Assembly.Load("EcomCenter.Bots").GetReferencedAssemblies(),
            assembly => assembly.Name is { } name
                && name.StartsWith("EcomCenter.", StringComparison.Ordinal) && name != "EcomCenter.Shared");
}
