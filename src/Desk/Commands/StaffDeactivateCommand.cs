using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

internal static class StaffDeactivateCommand
{
    public static Command Make(BuildDesk build) => Words.Fill(
        new("deactivate", Say.Text("command.staff.deactivate")), Words.Required("--user", "command.staff.user"),
        (settings, user) => OneShot.RunAsync(build, settings, async desk =>
            Say.Faults(await desk.GetRequiredService<StaffAccounts>().SetActiveAsync(user, false))));
}
