using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The author of a change, as a code. Never a personal name, because events are kept for ever.</summary>
public readonly record struct Author(AuthorKind Kind, string Code)
{
    public static Author Resident { get; } = new(AuthorKind.Resident, "");

    public static Author System { get; } = new(AuthorKind.System, "");

    public static Author Staff(string user) => new(AuthorKind.Staff, user);

    /// <summary>Another program, identified by the name of its API key. It is never made assignee.</summary>
    public static Author Service(string key) => new(AuthorKind.Service, key);

    public override string ToString()
    {
        var kind = Kind.ToString().ToLowerInvariant();
        return Code.Length == 0 ? kind : $"{kind}:{Code}";
    }

    public static Author Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new(Enum.Parse<AuthorKind>(text, ignoreCase: true), "")
            : new(Enum.Parse<AuthorKind>(text[..colon], ignoreCase: true), text[(colon + 1)..]);
    }
}

[JsonConverter(typeof(CamelCaseEnumConverter<AuthorKind>))]
public enum AuthorKind { Resident, Staff, Service, System }
