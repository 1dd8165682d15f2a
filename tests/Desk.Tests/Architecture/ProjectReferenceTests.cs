using System.Xml.Linq;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>References between projects: Desk → Bots → Shared, never the other way.</summary>
public class ProjectReferenceTests
{
    [Fact]
    public void Shared_references_no_package_and_no_project()
    {
        Assert.Empty(References("Shared", "PackageReference"));
        Assert.Empty(References("Shared", "ProjectReference"));
    }

    [Fact]
    public void Bots_reference_Shared_and_not_the_desk() =>
        Assert.Equal(["EcomCenter.Shared.csproj"], References("Bots", "ProjectReference"));

    [Fact]
    public void The_desk_references_Bots_and_Shared() =>
        Assert.Equal(["EcomCenter.Bots.csproj", "EcomCenter.Shared.csproj"], References("Desk", "ProjectReference"));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "src", project, $"EcomCenter.{project}.csproj")).Descendants(kind)
            .Select(reference => Path.GetFileName((string)reference.Attribute("Include")!)).Order();
}
