using System.Reflection;

namespace EcomCenter.Desk.Texts;

/// <summary>The version of this program, set once in <c>Directory.Build.props</c>.</summary>
public static class ProgramVersion
{
    private static readonly Assembly Program = typeof(ProgramVersion).Assembly;

    public static string Name { get; } = Program.GetName().Name ?? "";

    /// <summary>For example <c>0.1.0</c>, without the revision of the source that the build appends.</summary>
    public static string Number { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
