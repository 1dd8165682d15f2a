using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

internal static class KeyRevokeCommand
{
    public static Command Make(BuildDesk build) => Words.Fill(
        new("revoke", Say.Text("command.key.revoke")), Words.Required("--name", "command.key.name"),
        (settings, name) => OneShot.RunAsync(build, settings, async desk =>
            Say.Faults(await desk.GetRequiredService<KeyStore>().RevokeAsync(name))));
}
