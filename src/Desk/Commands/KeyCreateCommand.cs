using System.CommandLine;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>key create</c>. It prints the key alone on the last line, so that scripts can read it. The key is never shown again.
/// </summary>
internal static class KeyCreateCommand
{
    private static readonly string[] Scopes = [.. Enum.GetValues<KeyScope>().Select(EnumCode.From)];

    public static Command Create(BuildDesk build)
    {
        var name = CommandOptions.Required("--name", "command.key.name");
        var scope = CommandOptions.OneOf("--scope", "command.key.scope", Scopes);
        var rate = new Option<int?>("--rate") { Description = CommandTexts.Format("command.key.rate") };
        var command = new Command("create", CommandTexts.Format("command.key.create")) { name, scope, rate };
        command.SetAction(parsed => CommandRunner.RunAsync(build, SettingArguments.From(parsed), desk =>
            CreateAsync(desk, parsed.GetRequiredValue(name), Enum.Parse<KeyScope>(parsed.GetRequiredValue(scope), ignoreCase: true),
                parsed.GetValue(rate))));
        return command;
    }

    private static async Task<string?> CreateAsync(IServiceProvider desk, string name, KeyScope scope, int? rate)
    {
        var (key, faults) = await desk.GetRequiredService<ApiKeyStore>()
            .CreateAsync(name.Trim(), scope, SecurityOrigin.CommandLine, rate);
        if (key is null) return CommandTexts.DescribeFaults(faults);
        Console.WriteLine(CommandTexts.Format("command.key.created"));
        Console.WriteLine(key);
        return null;
    }
}
