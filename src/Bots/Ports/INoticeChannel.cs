using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>A channel where a resident can permit one later message, which is accepted even after the reply window is over.</summary>
public interface INoticeChannel
{
    ContactChannel Channel { get; }

    /// <summary>The length limit in UTF-16 units. A permission covers one message, so a longer text can't be split.</summary>
    int MaxNoticeLength { get; }

    /// <summary>Sends the text unchanged. <paramref name="scene"/> identifies the resident's permission that it uses.</summary>
    Task<SendResult> SendNoticeAsync(OutgoingMessage message, int scene, string title, string? link, CancellationToken cancellation);
}
