using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>A text with <c>{placeholders}</c>, parsed once.</summary>
internal sealed class TextTemplate
{
    private readonly List<(string Text, bool IsPlaceholder)> _parts = [];

    public TextTemplate(string key, string text)
    {
        Key = key;
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (open >= 0 && close < 0) throw new FormatException($"The text {key} has an unclosed brace.");
            if (open < 0) open = text.Length;
            if (open > at) _parts.Add((text[at..open], false));
            if (close >= 0) _parts.Add((text[(open + 1)..close], true));
            at = close < 0 ? text.Length : close + 1;
        }
    }

    public string Key { get; }

    public IEnumerable<string> Placeholders =>
        _parts.Where(part => part.IsPlaceholder).Select(part => part.Text).Distinct().Order(StringComparer.Ordinal);

    public string Fill(ReadOnlySpan<(string Name, object Value)> values)
    {
        if (_parts is [(var only, false)]) return only;
        var text = new StringBuilder();
        foreach (var (part, isPlaceholder) in _parts) text.Append(isPlaceholder ? FindValue(part, values) : part);
        return text.ToString();
    }

    private string FindValue(string name, ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (given, value) in values)
            if (given == name) return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        throw new InvalidOperationException($"The text {Key} needs a value for {{{name}}}.");
    }
}
