namespace EcomCenter.Bots.Ports;

/// <summary>
/// The address of the desk to which a messenger delivers updates. Everybody can call it, so nothing is read before it is checked.
/// </summary>
public interface IWebhook
{
    string Path { get; }

    /// <summary>False if the settings do not use the address; then it does not exist.</summary>
    bool IsEnabled { get; }

    /// <summary>The largest accepted body, in bytes.</summary>
    int MaxBodyBytes { get; }

    /// <summary>True if the messenger verifies the address by a GET request before it uses it.</summary>
    bool IsVerifiedByGet => false;

    /// <summary>Answers the request that verifies the address.</summary>
    WebhookReply VerifyAddress(WebhookRequest request) => WebhookReply.Rejected;

    /// <summary>Returns true if the request without its body comes from the messenger. Only then is the body read.</summary>
    bool IsFromMessenger(WebhookRequest request);

    /// <summary>
    /// Stores the update in the body. It is durable if the reply has status 200; otherwise the messenger delivers it again.
    /// </summary>
    Task<WebhookReply> ReceiveAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation);
}

/// <summary>The parts of a request that name its sender. Both functions return null for a missing value.</summary>
public sealed record WebhookRequest(Func<string, string?> Header, Func<string, string?> Query);

/// <summary>The status and the plain text with which a webhook answers.</summary>
public sealed record WebhookReply(int Status, string Text = "")
{
    public static WebhookReply Stored { get; } = new(200);

    public static WebhookReply Unreadable { get; } = new(400);

    public static WebhookReply Rejected { get; } = new(401);

    public static WebhookReply NotStored { get; } = new(503);
}
