using System.Reflection;
using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>The texts of all assemblies in one language. Lists of words that people type are left out, because nobody reads them.</summary>
internal static class TextFiles
{
    private static readonly Assembly[] Assemblies = [typeof(DisplayNames).Assembly, typeof(Dialog).Assembly, typeof(DeskTexts).Assembly];

    public static IEnumerable<KeyValuePair<string, string>> Read(string language) =>
        Assemblies.SelectMany(assembly => assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith($".{language}.json", StringComparison.Ordinal) && !IsWordList(name))
            .SelectMany(name => Read(assembly, name)));

    private static bool IsWordList(string name) =>
        name.Contains(".said.", StringComparison.Ordinal) || name.Contains(".around.", StringComparison.Ordinal)
        || name.Contains(".polite.", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
