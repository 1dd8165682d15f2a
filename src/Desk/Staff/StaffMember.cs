using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

[JsonConverter(typeof(CamelCaseEnumConverter<StaffRole>))]
public enum StaffRole { Clerk, Agent, Supervisor, Admin }

/// <summary>A staff account. The user name identifies it in audit events and never changes.</summary>
public sealed class StaffMember : IdentityUser
{
    public required string DisplayName { get; set; }

    public required StaffRole Role { get; set; }

    /// <summary>The code of the department. Agents read only its tickets.</summary>
    public string? Department { get; set; }

    /// <summary>False removes all rights within a second, also from signed-in sessions.</summary>
    public bool Active { get; set; } = true;
}
