using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

internal static class KeyRevokeCommand
{
    public static Command Make(BuildDesk build)
    {
        var name = Words.Required("--name", "command.key.name");
        var command = new Command("revoke", Say.Text("command.key.revoke")) { name };
        command.SetAction(parsed => OneShot.RunAsync(build, SettingArguments.Of(parsed), async desk =>
            Say.Faults(await desk.GetRequiredService<KeyStore>().RevokeAsync(parsed.GetRequiredValue(name)))));
        return command;
    }
}
