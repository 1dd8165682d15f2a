using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

[JsonConverter(typeof(CamelCaseEnum<StaffRole>))]
public enum StaffRole { Clerk, Agent, Supervisor, Admin }

/// <summary>An account of the centre. The user name is its code in the record and never changes.</summary>
public sealed class StaffMember : IdentityUser
{
    public required string DisplayName { get; set; }

    public required StaffRole Role { get; set; }

    /// <summary>Code of the department; agents read its tickets only.</summary>
    public string? Department { get; set; }

    /// <summary>False takes every right away within a second, also from who is signed in.</summary>
    public bool Active { get; set; } = true;
}
