using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>A channel that lets its residents allow us one message for later, when it takes no others any more.</summary>
public interface INoticeChannel
{
    ContactChannel Channel { get; }

    /// <summary>In UTF-16 units; there is no second one for what is longer.</summary>
    int LongestNotice { get; }

    /// <summary>Sends the text as it stands. <paramref name="scene"/> tells one permission of the resident's from another.</summary>
    Task<Delivery> SendNoticeAsync(OutgoingMessage message, int scene, string title, string? link, CancellationToken cancellation);
}
