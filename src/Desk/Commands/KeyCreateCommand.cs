using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>key create</c>. It prints the key alone on the last line, so that scripts can read it. The key is never shown again.
/// </summary>
internal static class KeyCreateCommand
{
    private static readonly string[] Scopes = [.. Enum.GetNames<KeyScope>().Select(s => s.ToLowerInvariant())];

    public static Command Make(BuildDesk build)
    {
        var name = Words.Required("--name", "command.key.name");
        var scope = Words.OneOf("--scope", "command.key.scope", Scopes);
        var command = new Command("create", Say.Text("command.key.create")) { name, scope };
        command.SetAction(parsed => OneShot.RunAsync(build, SettingArguments.Of(parsed), desk =>
            CreateAsync(desk, parsed.GetRequiredValue(name), Enum.Parse<KeyScope>(parsed.GetRequiredValue(scope), ignoreCase: true))));
        return command;
    }

    private static async Task<string?> CreateAsync(IServiceProvider desk, string name, KeyScope scope)
    {
        var (key, faults) = await desk.GetRequiredService<KeyStore>().CreateAsync(name.Trim(), scope);
        if (key is null) return Say.Faults(faults);
        Console.WriteLine(Say.Text("command.key.created"));
        Console.WriteLine(key);
        return null;
    }
}
