using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Demo;

/// <summary>One account of each role; their password stands in the README, so the demo listens on loopback only.</summary>
internal sealed class DemoAccounts(IServiceScopeFactory scopes)
{
    private const string Password = "demo-only-1";

    private static readonly (string User, string Name, StaffRole Role, string? Department)[] Accounts =
    [
        ("clerk", "阿依努尔", StaffRole.Clerk, "frontDesk"),
        ("agent", "麦麦提", StaffRole.Agent, DemoDesk.AgentDepartment),
        ("supervisor", "古丽", StaffRole.Supervisor, "general"),
        ("admin", "管理员", StaffRole.Admin, null),
    ];

    public async Task CreateAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        foreach (var (user, name, role, department) in Accounts)
        {
            var result = await users.CreateAsync(new() { UserName = user, DisplayName = name, Role = role, Department = department }, Password);
            if (!result.Succeeded) throw new InvalidOperationException($"The demo's account {user} was refused: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
        }
    }
}
