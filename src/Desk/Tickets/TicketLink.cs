namespace EcomCenter.Desk.Tickets;

/// <summary>A link between two related tickets. It changes neither ticket's deadlines.</summary>
public sealed class TicketLink
{
    public required long TicketId { get; init; }

    public required long ToTicketId { get; init; }

    public required DateTimeOffset At { get; init; }
}
