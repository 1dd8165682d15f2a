using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Receives the times that the servers of messengers state in their answers, to compare the host's clock with them.</summary>
public interface IServerTimes
{
    void Observe(ContactChannel channel, DateTimeOffset at);
}

/// <summary>The receiver of a program that does not compare clocks.</summary>
internal sealed class NoServerTimes : IServerTimes
{
    public void Observe(ContactChannel channel, DateTimeOffset at)
    {
        // Nothing is compared.
    }
}
