using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

internal static class StaffDeactivateCommand
{
    public static Command Create(BuildDesk build) => CommandOptions.WithOption(
        new("deactivate", CommandTexts.Format("command.staff.deactivate")), CommandOptions.Required("--user", "command.staff.user"),
        (settings, user) => CommandRunner.RunAsync(build, settings, async desk =>
            CommandTexts.DescribeFaults(
                await desk.GetRequiredService<StaffAccounts>().SetActiveAsync(user, false, SecurityOrigin.CommandLine))));
}
