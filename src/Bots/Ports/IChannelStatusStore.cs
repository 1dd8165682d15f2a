using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Stores if the connection to a channel works, so that staff get an alert if it stays down.</summary>
public interface IChannelStatusStore
{
    /// <summary>Records that the channel's server responds and that incoming messages reach the desk.</summary>
    Task MarkUpAsync(ContactChannel channel, CancellationToken cancellation);

    Task MarkDownAsync(ContactChannel channel, CancellationToken cancellation);
}

/// <summary>The status store of a program that shows no channel status.</summary>
internal sealed class NoChannelStatusStore : IChannelStatusStore
{
    public Task MarkUpAsync(ContactChannel channel, CancellationToken cancellation) => Task.CompletedTask;

    public Task MarkDownAsync(ContactChannel channel, CancellationToken cancellation) => Task.CompletedTask;
}
