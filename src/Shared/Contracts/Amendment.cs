namespace EcomCenter.Contracts;

/// <summary>Details that a resident gives after the ticket was opened. A null property changes nothing.</summary>
public sealed record Amendment
{
    public TicketKind? Kind { get; init; }

    /// <summary>Code of a service item.</summary>
    public string? ServiceItem { get; init; }

    public Language? Language { get; init; }

    public Anonymity? Anonymity { get; init; }

    /// <summary>The phone as written. It is kept even if it can't be parsed.</summary>
    public string? Phone { get; init; }

    /// <summary>The name that the resident gives, or agrees to have taken from the messenger.</summary>
    public string? Name { get; init; }

    /// <summary>True if the resident confirmed the details that were read back.</summary>
    public bool Confirmed { get; init; }
}
