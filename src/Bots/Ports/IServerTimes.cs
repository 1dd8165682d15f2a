using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Receives the times that the servers of messengers state in their answers, to compare the host's clock with them.</summary>
public interface IServerTimes
{
    /// <summary>False while the host's clock is doubted. Nothing that comes in may be called too old by it then.</summary>
    bool IsClockBelieved { get; }

    void Observe(ContactChannel channel, DateTimeOffset at);
}

/// <summary>The receiver of a program that does not compare clocks.</summary>
internal sealed class NoServerTimes : IServerTimes
{
    public bool IsClockBelieved => true;

    public void Observe(ContactChannel channel, DateTimeOffset at)
    {
        // Nothing is compared.
    }
}
