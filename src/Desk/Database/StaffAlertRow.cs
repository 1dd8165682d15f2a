namespace EcomCenter.Desk.Database;

/// <summary>A warning that a member of staff has still to be told of, with others in one message.</summary>
public sealed class StaffAlertRow
{
    public required long Id { get; init; }

    /// <summary>The user name.</summary>
    public required string User { get; init; }

    /// <summary>The name of a level of warning, or another cause.</summary>
    public required string Cause { get; init; }

    /// <summary>True for a level of warning, which an answer makes pointless.</summary>
    public required bool IsLevel { get; init; }

    public required long TicketId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An e-mail to a member of staff that the mail server has still to take.</summary>
public sealed class StaffMailRow
{
    public required long Id { get; init; }

    public required string Address { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; set; }

    public required DateTimeOffset NextAttemptAt { get; set; }
}
