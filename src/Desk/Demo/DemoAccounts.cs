using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Demo;

/// <summary>Creates one account of each role. Their password is in the README, so the demo listens on loopback addresses only.</summary>
internal sealed class DemoAccounts(IServiceScopeFactory scopes)
{
    private const string Password = "demo-only-1";

    private static readonly (string User, string Name, StaffRole Role, string? Department)[] Accounts =
    [
        ("clerk", "阿依努尔", StaffRole.Clerk, "frontDesk"),
        ("agent", "麦麦提", StaffRole.Agent, DemoActions.AgentDepartment),
        ("supervisor", "古丽", StaffRole.Supervisor, "general"),
        ("admin", "管理员", StaffRole.Admin, null),
    ];

    public async Task CreateAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        foreach (var (user, name, role, department) in Accounts)
        {
            var member = new StaffMember { UserName = user, DisplayName = name, Role = role, Department = department };
            var result = await users.CreateAsync(member, Password);
            if (result.Succeeded) continue;
            var errors = string.Join(", ", result.Errors.Select(e => e.Code));
            throw new InvalidOperationException($"The demo account {user} could not be created: {errors}.");
        }
    }
}
