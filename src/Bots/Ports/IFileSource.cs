using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>The result of fetching a file from a channel.</summary>
public abstract record FetchResult
{
    private FetchResult() { }

    /// <summary>The whole file was written to the stream.</summary>
    public sealed record FetchDone : FetchResult;

    /// <summary>A temporary failure. Retry after <paramref name="RetryAfter"/>, or with the usual back-off if it is null.</summary>
    public sealed record FetchLater(TimeSpan? RetryAfter, string Reason) : FetchResult;

    /// <summary>The file exceeds the channel's download limit.</summary>
    public sealed record FetchTooLarge : FetchResult;

    /// <summary>The channel no longer has the file.</summary>
    public sealed record FetchGone(string Reason) : FetchResult;
}

/// <summary>Fetches files of messages from a channel. Reasons are codes: they hold no token, name or address.</summary>
public interface IFileSource
{
    ContactChannel Channel { get; }

    /// <summary>
    /// Fetches a file. Never throws on network or server errors. After any result but success, discard the stream's content.
    /// </summary>
    Task<FetchResult> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation);
}
