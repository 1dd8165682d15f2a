using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Staff;

/// <summary>The kinds of entries in the security log. Each has a text <c>security.…</c>.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SecurityEventKind>))]
public enum SecurityEventKind
{
    SignedIn, SignInFailed, SignedOut, SessionEnded, PasswordChanged, AccountAdded, AccountChanged, AccountDeactivated, AccountActivated,
    KeyCreated, KeyRevoked, BackupMade, PhoneShown, ComplaintOpened, TicketsListed, ClockConfirmed, AccessRefused,
    ReportExported, EventsRead, ChatLinked, ChatUnlinked, KeyRefused, GuessesRefused,
}

/// <summary>An entry of the security log. It names accounts, keys and tickets, but no resident.</summary>
public sealed class SecurityEvent
{
    /// <summary>Stands before the name of a key, which may be that of an account, too. No account's name has a colon.</summary>
    private const string KeyPrefix = "key:";

    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SecurityEventKind Kind { get; init; }

    /// <summary>
    /// The user name of the account that acted, or <see cref="NameOfKey"/>; for a failed sign-in the account that was tried, or empty if
    /// there is none.
    /// </summary>
    public required string User { get; init; }

    /// <summary>The account, key, ticket, messenger or route that was acted on; may be empty.</summary>
    public required string Subject { get; init; }

    /// <summary>The address of the request; empty for a command on this machine and for what came by a messenger.</summary>
    public required string Address { get; init; }

    /// <summary>The name of the key that acted; null for an account or a command.</summary>
    public string? Key => User.StartsWith(KeyPrefix, StringComparison.Ordinal) ? User[KeyPrefix.Length..] : null;

    /// <summary>Returns the <see cref="User"/> of an entry by an API key.</summary>
    public static string NameOfKey(string key) => KeyPrefix + key;
}

/// <summary>The account that does something, and the address of its request.</summary>
public sealed record SecurityOrigin(string User, string Address)
{
    /// <summary>A command on the machine of the desk. Its user is whoever may run it.</summary>
    public static SecurityOrigin CommandLine { get; } = new("", "");
}
