using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>A rule of a style sheet: the selector or at-rule before each open brace, outermost first, and its own declarations.</summary>
internal sealed partial record StyleRule(IReadOnlyList<string> Preludes, IReadOnlyList<(string Property, string Value)> Declarations)
{
    public IEnumerable<string> AtRules => Preludes.Where(prelude => prelude.StartsWith('@'));

    public IEnumerable<string> Selectors => Preludes.Where(prelude => !prelude.StartsWith('@'));

    /// <summary>Reads the rules of a sheet. Comments and the content of strings are left out.</summary>
    public static IReadOnlyList<StyleRule> ReadAll(string sheet)
    {
        var (rules, open, own) = (new List<StyleRule>(), new Stack<string>(), new Stack<List<string>>());
        own.Push([]);
        var text = "";
        foreach (var letter in Strings().Replace(Comments().Replace(sheet, ""), "\"\""))
        {
            switch (letter)
            {
                case '{':
                    open.Push(text.Trim());
                    own.Push([]);
                    text = "";
                    break;
                case '}':
                    own.Peek().Add(text);
                    rules.Add(new([.. open.Reverse()], [.. own.Pop().Select(ParseDeclaration).OfType<(string, string)>()]));
                    open.Pop();
                    text = "";
                    break;
                case ';':
                    own.Peek().Add(text);
                    text = "";
                    break;
                default:
                    text += letter;
                    break;
            }
        }

        return rules;
    }

    private static (string Property, string Value)? ParseDeclaration(string text) =>
        text.Split(':', 2) is [var property, var value] ? (property.Trim(), value.Trim()) : null;

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Strings();
}
