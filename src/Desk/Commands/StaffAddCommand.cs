using System.CommandLine;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>staff add</c>. It creates an account or overwrites an existing one. The password is read from standard input, because
/// command lines are visible to other users.
/// </summary>
internal static class StaffAddCommand
{
    private static readonly string[] Roles = [.. Enum.GetValues<StaffRole>().Select(EnumCode.From)];

    public static Command Create(BuildDesk build)
    {
        var user = CommandOptions.Required("--user", "command.staff.user");
        var name = CommandOptions.Required("--name", "command.staff.name");
        var role = CommandOptions.OneOf("--role", "command.staff.role", Roles);
        var department = new Option<string?>("--department") { Description = CommandTexts.Format("command.staff.department") };
        var email = new Option<string?>("--email") { Description = CommandTexts.Format("command.staff.email") };
        var stdin = new Option<bool>("--password-stdin") { Description = CommandTexts.Format("command.staff.password") };
        var command = new Command("add", CommandTexts.Format("command.staff.add")) { user, name, role, department, email,
            stdin };
        command.Validators.Add(line =>
        {
            if (!line.GetValue(stdin)) line.AddError(CommandTexts.Format("command.staff.passwordWhere"));
        });
        command.SetAction(parsed =>
        {
            var details = new StaffDetails(parsed.GetRequiredValue(user), parsed.GetRequiredValue(name),
                Enum.Parse<StaffRole>(parsed.GetRequiredValue(role), ignoreCase: true), parsed.GetValue(department),
                parsed.GetValue(email));
            return CommandRunner.RunAsync(build, SettingArguments.From(parsed), desk => AddAsync(desk, details));
        });
        return command;
    }

    private static async Task<string?> AddAsync(IServiceProvider desk, StaffDetails details)
    {
        var password = await Console.In.ReadLineAsync() ?? "";
        var faults = await desk.GetRequiredService<StaffAccounts>().SaveAsync(details, password, SecurityOrigin.CommandLine);
        if (faults.Count > 0) return CommandTexts.DescribeFaults(faults);
        Console.WriteLine(CommandTexts.Format("command.staff.added", ("user", details.User)));
        if (details is { Role: StaffRole.Agent, Department: null }) Console.WriteLine(CommandTexts.Format("command.staff.noDepartment"));
        return null;
    }
}
