using System.CommandLine;

namespace EcomCenter.Desk.Commands;

internal static class Words
{
    public static Option<string> Required(string name, string text) => new(name) { Description = Say.Text(text), Required = true };

    /// <summary>One of these words, in any case.</summary>
    public static Option<string> OneOf(string name, string text, params string[] values)
    {
        var option = Required(name, text);
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, values);
        return option;
    }
}
