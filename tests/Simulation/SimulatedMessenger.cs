using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Simulation;

/// <summary>A messenger that accepts most messages, refuses some, and is sometimes away for a while.</summary>
internal sealed class SimulatedMessenger(ContactChannel channel, Random random, TimeProvider time) : IChatChannel
{
    private int _accepted;

    public ContactChannel Channel => channel;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
        Task.FromResult<SendResult>(random.Next(100) switch
        {
            < 88 => new SendResult.SendAccepted($"{channel}-{++_accepted}", time.GetUtcNow()),
            < 92 => new SendResult.SendLater(TimeSpan.FromMinutes(random.Next(1, 90)), "busy"),
            < 96 => new SendResult.ResidentUnreachable("blocked"),
            < 98 => new SendResult.ChatClosed("closed"),
            _ => new SendResult.SendRefused("refused"),
        });
}
