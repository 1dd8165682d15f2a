using System.CommandLine;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>staff add</c>. It creates an account or overwrites an existing one. The password is read from standard input, because
/// command lines are visible to other users.
/// </summary>
internal static class StaffAddCommand
{
    private static readonly string[] Roles = [.. Enum.GetNames<StaffRole>().Select(r => r.ToLowerInvariant())];

    public static Command Make(BuildDesk build)
    {
        var user = Words.Required("--user", "command.staff.user");
        var name = Words.Required("--name", "command.staff.name");
        var role = Words.OneOf("--role", "command.staff.role", Roles);
        var department = new Option<string?>("--department") { Description = Say.Text("command.staff.department") };
        var stdin = new Option<bool>("--password-stdin") { Description = Say.Text("command.staff.password") };
        var command = new Command("add", Say.Text("command.staff.add")) { user, name, role, department, stdin };
        command.Validators.Add(line =>
        {
            if (!line.GetValue(stdin)) line.AddError(Say.Text("command.staff.passwordWhere"));
        });
        command.SetAction(parsed =>
        {
            var details = new StaffDetails(parsed.GetRequiredValue(user), parsed.GetRequiredValue(name),
                Enum.Parse<StaffRole>(parsed.GetRequiredValue(role), ignoreCase: true), parsed.GetValue(department));
            return OneShot.RunAsync(build, SettingArguments.Of(parsed), desk => AddAsync(desk, details));
        });
        return command;
    }

    private static async Task<string?> AddAsync(IServiceProvider desk, StaffDetails details)
    {
        var password = await Console.In.ReadLineAsync() ?? "";
        var faults = await desk.GetRequiredService<StaffAccounts>().SaveAsync(details, password);
        if (faults.Count > 0) return Say.Faults(faults);
        Console.WriteLine(Say.Text("command.staff.added", ("user", details.User)));
        if (details is { Role: StaffRole.Agent, Department: null }) Console.WriteLine(Say.Text("command.staff.noDepartment"));
        return null;
    }
}
