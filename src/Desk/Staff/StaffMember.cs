using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The work of a member of staff. Clerks register and answer what residents bring. Agents work in one department: they read only its
/// tickets and never learn who is hidden from the departments. Supervisors watch the promise of all departments. Administrators manage
/// accounts and settings and read no tickets.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StaffRole>))]
public enum StaffRole { Clerk, Agent, Supervisor, Admin }

/// <summary>A staff account. The user name identifies it in audit events and never changes.</summary>
public sealed class StaffMember : IdentityUser
{
    public required string DisplayName { get; set; }

    public required StaffRole Role { get; set; }

    /// <summary>The code of the department. Agents read only its tickets.</summary>
    public string? Department { get; set; }

    /// <summary>The member leads her department and can be told of its warnings as such.</summary>
    public bool LeadsDepartment { get; set; }

    /// <summary>False removes all rights within a second, also from signed-in sessions.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The member as an actor, whose rights can be asked.</summary>
    public Actor ToActor() => new() { Author = Author.Staff(UserName ?? ""), Role = Role, Department = Department };
}
