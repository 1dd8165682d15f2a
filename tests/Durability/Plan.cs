namespace EcomCenter.Durability;

/// <summary>How often and how hard the program is treated.</summary>
public sealed record Plan
{
    public int Rounds { get; init; } = 20;

    public int Seed { get; init; } = 1;

    public required int Port { get; init; }

    public int Posters { get; init; } = 64;

    /// <summary>Residents who write to the bot.</summary>
    public int Chats { get; init; } = 12;

    /// <summary>Residents on the chat's page.</summary>
    public int Pages { get; init; } = 6;

    /// <summary>The kill comes at a random moment between these, counted from the first answer.</summary>
    public TimeSpan Soonest { get; init; } = TimeSpan.FromMilliseconds(300);

    public TimeSpan Latest { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>So short that misses fall due around every kill.</summary>
    public TimeSpan Promise { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a desk may take after a crash until nothing waits any more.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);
}
