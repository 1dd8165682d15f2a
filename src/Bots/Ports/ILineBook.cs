using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Keeps whether the line to a channel is up, so that somebody can be told when it stays down.</summary>
public interface ILineBook
{
    /// <summary>The channel answers us, and nothing stands in the way of what people write there.</summary>
    Task UpAsync(ContactChannel channel, CancellationToken cancellation);

    Task DownAsync(ContactChannel channel, CancellationToken cancellation);
}

/// <summary>Where nobody asks.</summary>
internal sealed class NoLineBook : ILineBook
{
    public Task UpAsync(ContactChannel channel, CancellationToken cancellation) => Task.CompletedTask;

    public Task DownAsync(ContactChannel channel, CancellationToken cancellation) => Task.CompletedTask;
}
