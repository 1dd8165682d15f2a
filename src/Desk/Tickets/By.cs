using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Who did something, as a code that may stand in the record for ever: never a name.</summary>
public readonly record struct By(ByKind Kind, string Code)
{
    public static By Resident { get; } = new(ByKind.Resident, "");

    public static By System { get; } = new(ByKind.System, "");

    public static By Staff(string user) => new(ByKind.Staff, user);

    /// <summary>Another program, acting under the name of its key. It is never assignee.</summary>
    public static By Service(string key) => new(ByKind.Service, key);

    public override string ToString() => Code.Length == 0 ? Kind.ToString().ToLowerInvariant() : $"{Kind.ToString().ToLowerInvariant()}:{Code}";

    public static By Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new(Enum.Parse<ByKind>(text, ignoreCase: true), "")
            : new(Enum.Parse<ByKind>(text[..colon], ignoreCase: true), text[(colon + 1)..]);
    }
}

[JsonConverter(typeof(CamelCaseEnum<ByKind>))]
public enum ByKind { Resident, Staff, Service, System }
