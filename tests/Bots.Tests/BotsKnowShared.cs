using System.Reflection;

namespace EcomCenter.Bots.Tests;

public class BotsKnowShared
{
    [Fact]
    public void Bots_know_no_room_of_the_house_but_Shared() =>
        Assert.DoesNotContain(Assembly.Load("EcomCenter.Bots").GetReferencedAssemblies(),
            used => used.Name is { } name && name.StartsWith("EcomCenter.", StringComparison.Ordinal) && name != "EcomCenter.Shared");
}
