using System.CommandLine;

namespace EcomCenter.Desk.Commands;

internal static class CommandOptions
{
    public static Option<string> Required(string name, string text) =>
        new(name) { Description = CommandTexts.Format(text), Required = true };

    /// <summary>
    /// Creates a required option for the name of a file. It may not be empty, as it is where a script uses a variable that is not set.
    /// </summary>
    public static Option<string> RequiredFile(string name, string text)
    {
        var option = Required(name, text);
        option.Validators.Add(parsed =>
        {
            if (parsed.Tokens is [{ Value: var file }] && string.IsNullOrWhiteSpace(file))
                parsed.AddError(CommandTexts.DescribeFaults([new(name, "empty")]) ?? name);
        });
        return option;
    }

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
