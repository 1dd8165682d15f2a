namespace EcomCenter.Bots.Ports;

/// <summary>What only one of several nodes may do at a time, such as asking Telegram for updates.</summary>
public interface ILeases
{
    /// <summary>True while this node, and no other, may do what goes by that name: asked before each step of it. It is kept up meanwhile, and free when this node ends.</summary>
    Task<bool> HoldAsync(string name, CancellationToken cancellation);
}

/// <summary>The only node there is.</summary>
internal sealed class OnlyNode : ILeases
{
    public Task<bool> HoldAsync(string name, CancellationToken cancellation) => Task.FromResult(true);
}
