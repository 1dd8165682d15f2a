namespace EcomCenter.Texts;

/// <summary>A text with <c>{placeholders}</c>, taken apart once.</summary>
internal sealed class Template
{
    private readonly List<(string Text, bool IsPlaceholder)> _parts = [];

    public Template(string key, string text)
    {
        Key = key;
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var shut = open < 0 ? -1 : text.IndexOf('}', open);
            if (open >= 0 && shut < 0) throw new FormatException($"{key}: a brace is never shut.");
            if (open < 0) open = text.Length;
            if (open > at) _parts.Add((text[at..open], false));
            if (shut >= 0) _parts.Add((text[(open + 1)..shut], true));
            at = shut < 0 ? text.Length : shut + 1;
        }
    }

    public string Key { get; }

    public IEnumerable<string> Placeholders => _parts.Where(p => p.IsPlaceholder).Select(p => p.Text).Distinct().Order(StringComparer.Ordinal);

    public string Fill(ReadOnlySpan<(string Name, object Value)> values)
    {
        if (_parts is [(var only, false)]) return only;
        var text = new System.Text.StringBuilder();
        foreach (var (part, isPlaceholder) in _parts) text.Append(isPlaceholder ? Find(part, values) : part);
        return text.ToString();
    }

    private string Find(string name, ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (given, value) in values)
            if (given == name) return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        throw new InvalidOperationException($"The text {Key} asks for {{{name}}}.");
    }
}
