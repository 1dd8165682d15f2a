using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Staff;

[JsonConverter(typeof(CamelCaseEnum<KeyScope>))]
public enum KeyScope { Intake, Read, Staff }

/// <summary>A key for another program. Only its SHA-256 is kept; the key itself was shown once.</summary>
public sealed class ApiKey
{
    /// <summary>The service identity in the record.</summary>
    public required string Name { get; init; }

    public required KeyScope Scope { get; init; }

    /// <summary>In hex.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
