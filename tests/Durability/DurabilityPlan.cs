namespace EcomCenter.Durability;

/// <summary>The number of rounds, the load and the timing of a durability test.</summary>
public sealed record DurabilityPlan
{
    public int Rounds { get; init; } = 20;

    public int Seed { get; init; } = 1;

    public required int Port { get; init; }

    public int Posters { get; init; } = 64;

    /// <summary>The number of residents on each bot channel.</summary>
    public int Chats { get; init; } = 12;

    /// <summary>The number of residents on the web chat.</summary>
    public int WebChats { get; init; } = 6;

    /// <summary>The shortest time from the first response to the kill. The actual time is random.</summary>
    public TimeSpan MinLifetime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The longest time from the first response to the kill.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The promised response time, so short that deadlines pass around every kill.</summary>
    public TimeSpan PromisedResponse { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time a desk may take to finish all pending work after a crash.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(15);
}
