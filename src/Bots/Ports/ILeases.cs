namespace EcomCenter.Bots.Ports;

/// <summary>Leases for work that only one of several nodes may do at a time, such as asking a messenger for updates.</summary>
public interface ILeases
{
    /// <summary>
    /// Takes or keeps the lease of that name. Call it before each step of the work: only the holder gets true. The lease is renewed
    /// in the background and released when the node stops.
    /// </summary>
    Task<bool> TryHoldAsync(string name, CancellationToken cancellation);
}

/// <summary>The leases of a program that runs as a single node: always granted.</summary>
internal sealed class SingleNodeLeases : ILeases
{
    public Task<bool> TryHoldAsync(string name, CancellationToken cancellation) => Task.FromResult(true);
}
