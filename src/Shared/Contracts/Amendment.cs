namespace EcomCenter.Contracts;

/// <summary>What a resident tells of a matter after it was opened. What is null stays as it is.</summary>
public sealed record Amendment
{
    public TicketKind? Kind { get; init; }

    /// <summary>Code of a service item.</summary>
    public string? ServiceItem { get; init; }

    public Anonymity? Anonymity { get; init; }

    /// <summary>As written; one that can't be read is kept all the same.</summary>
    public string? Phone { get; init; }

    /// <summary>They read it all back and said that it is right.</summary>
    public bool Confirmed { get; init; }
}
