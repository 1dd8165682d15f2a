using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Stores if the connection to a channel works, so that staff get an alert if it stays down.</summary>
public interface ILineBook
{
    /// <summary>Records that the channel's server responds and that incoming messages reach the desk.</summary>
    Task UpAsync(ContactChannel channel, CancellationToken cancellation);

    Task DownAsync(ContactChannel channel, CancellationToken cancellation);
}

/// <summary>The status store of a program that shows no channel status.</summary>
internal sealed class NoLineBook : ILineBook
{
    public Task UpAsync(ContactChannel channel, CancellationToken cancellation) => Task.CompletedTask;

    public Task DownAsync(ContactChannel channel, CancellationToken cancellation) => Task.CompletedTask;
}
