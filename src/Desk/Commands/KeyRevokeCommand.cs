using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

internal static class KeyRevokeCommand
{
    public static Command Create(BuildDesk build) => CommandOptions.WithOption(
        new("revoke", CommandTexts.Format("command.key.revoke")), CommandOptions.Required("--name", "command.key.name"),
        (settings, name) => CommandRunner.RunAsync(build, settings, async desk =>
            CommandTexts.DescribeFaults(await desk.GetRequiredService<ApiKeyStore>().RevokeAsync(name, SecurityOrigin.CommandLine))));
}
