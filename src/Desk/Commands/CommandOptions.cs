using System.CommandLine;

namespace EcomCenter.Desk.Commands;

internal static class CommandOptions
{
    public static Option<string> Required(string name, string text) =>
        new(name) { Description = CommandTexts.Format(text), Required = true };

    /// <summary>Adds an option and an action to a command.</summary>
    public static Command WithOption(Command command, Option<string> option, Func<string[], string, Task<int>> run)
    {
        command.Add(option);
        command.SetAction(parsed => run(SettingArguments.From(parsed), parsed.GetRequiredValue(option)));
        return command;
    }

    /// <summary>Creates a required option that accepts one of these values, in upper or lower case.</summary>
    public static Option<string> OneOf(string name, string text, params string[] values)
    {
        var option = Required(name, text);
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, values);
        return option;
    }
}
