using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The author of a change, as a code. Never a personal name, because events are kept for ever.</summary>
public readonly record struct By(ByKind Kind, string Code)
{
    public static By Resident { get; } = new(ByKind.Resident, "");

    public static By System { get; } = new(ByKind.System, "");

    public static By Staff(string user) => new(ByKind.Staff, user);

    /// <summary>Another program, identified by the name of its API key. It is never made assignee.</summary>
    public static By Service(string key) => new(ByKind.Service, key);

    public override string ToString()
    {
        var kind = Kind.ToString().ToLowerInvariant();
        return Code.Length == 0 ? kind : $"{kind}:{Code}";
    }

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
