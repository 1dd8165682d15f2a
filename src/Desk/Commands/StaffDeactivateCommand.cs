using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

internal static class StaffDeactivateCommand
{
    public static Command Make(BuildDesk build)
    {
        var user = Words.Required("--user", "command.staff.user");
        var command = new Command("deactivate", Say.Text("command.staff.deactivate")) { user };
        command.SetAction(parsed => OneShot.RunAsync(build, SettingArguments.Of(parsed), async desk =>
            Say.Faults(await desk.GetRequiredService<StaffAccounts>().SetActiveAsync(parsed.GetRequiredValue(user), false))));
        return command;
    }
}
