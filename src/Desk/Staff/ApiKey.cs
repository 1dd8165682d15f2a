using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Staff;

[JsonConverter(typeof(CamelCaseEnumConverter<KeyScope>))]
public enum KeyScope { Intake, Read, Staff }

/// <summary>An API key. Only its SHA-256 is stored; the key itself is shown once.</summary>
public sealed class ApiKey
{
    /// <summary>The service identity, recorded as the author of actions.</summary>
    public required string Name { get; init; }

    public required KeyScope Scope { get; init; }

    /// <summary>SHA-256 in hex.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The most requests a minute; null for a key without a limit.</summary>
    public int? RatePerMinute { get; init; }
}
