using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Bots;

/// <summary>Compares the host's clock with the times that messengers state.</summary>
internal sealed class MessengerTimes(HostClock clock) : IServerTimes
{
    public bool IsClockBelieved => clock.FindDoubt() is null;

    public void Observe(ContactChannel channel, DateTimeOffset at) => clock.ObserveMessenger(channel, at);
}
