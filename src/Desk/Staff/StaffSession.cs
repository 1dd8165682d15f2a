namespace EcomCenter.Desk.Staff;

/// <summary>A browser that is signed in to a staff account. The row goes when the session ends.</summary>
public sealed class StaffSession
{
    /// <summary>The SHA-256 of the token in the browser's cookie, in hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The id of the account.</summary>
    public required string UserId { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>The address that the browser signed in from.</summary>
    public required string Address { get; init; }

    /// <summary>The browser's own description of itself.</summary>
    public required string Browser { get; init; }
}
