using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>A channel where a resident can permit one later message, which is accepted even after the reply window is over.</summary>
public interface INoticeChannel
{
    ContactChannel Channel { get; }

    /// <summary>The page to which the messenger leads a resident who has allowed, or declined, one later message.</summary>
    string ConsentPath { get; }

    /// <summary>Reads the query of that page; null if the channel does not ask for consent.</summary>
    NoticeConsent? ReadConsent(Func<string, string?> query);

    /// <summary>Sends the text unchanged. <paramref name="scene"/> identifies the resident's permission that it uses.</summary>
    Task<SendResult> SendNoticeAsync(OutgoingMessage message, int scene, string title, string? link, CancellationToken cancellation);
}

/// <summary>The answer of a resident. <paramref name="IsGiven"/> is true if they agreed and the messenger vouches for it.</summary>
public sealed record NoticeConsent(ChatAddress Chat, int Scene, bool IsGiven);
