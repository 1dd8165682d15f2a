using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Simulation;

/// <summary>The staff of the simulated desk.</summary>
internal static class Team
{
    public const string SupervisorUser = "gulnar";

    public static readonly Actor Supervisor = Create(SupervisorUser, StaffRole.Supervisor);

    public static readonly IReadOnlyList<Actor> Clerks = [Create("aygul", StaffRole.Clerk), Create("ruzi", StaffRole.Clerk)];

    public static readonly IReadOnlyList<Actor> Agents =
    [
        Create("murat", StaffRole.Agent, "logistics"), Create("bahar", StaffRole.Agent, "brand"),
        Create("dilmurat", StaffRole.Agent, "product"),
    ];

    /// <summary>Another program, which has the rights of clerk and supervisor together.</summary>
    public static readonly Actor Program = new() { Author = Author.Service("county"), Scope = KeyScope.Staff };

    public static IEnumerable<Actor> Desk => [.. Clerks, Supervisor];

    public static Actor AgentOf(string department) => Agents.First(agent => agent.Department == department);

    public static async Task AddAccountsAsync(DeskDb db)
    {
        foreach (var actor in Desk.Concat(Agents))
            db.Users.Add(new()
            {
                UserName = actor.Author.Code, NormalizedUserName = actor.Author.Code.ToUpperInvariant(), DisplayName = actor.Author.Code,
                Role = actor.Role!.Value, Department = actor.Department,
            });
        await db.SaveChangesAsync();
    }

    private static Actor Create(string user, StaffRole role, string? department = null) =>
        new() { Author = Author.Staff(user), Role = role, Department = department };
}
