namespace EcomCenter.Desk.Tickets;

/// <summary>Two tickets belong together; neither changes the other's clock.</summary>
public sealed class TicketLink
{
    public required long TicketId { get; init; }

    public required long ToTicketId { get; init; }

    public required DateTimeOffset At { get; init; }
}
