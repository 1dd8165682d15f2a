using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>What became of fetching a file from its channel.</summary>
public abstract record Fetched
{
    private Fetched() { }

    /// <summary>It is in the stream, whole.</summary>
    public sealed record Got : Fetched;

    /// <summary>Not now: again after <paramref name="After"/>, or by our own back-off.</summary>
    public sealed record Later(TimeSpan? After, string Reason) : Fetched;

    /// <summary>The channel gives out no file of this size.</summary>
    public sealed record TooLarge : Fetched;

    /// <summary>The channel does not have it any more.</summary>
    public sealed record Gone(string Reason) : Fetched;
}

/// <summary>Where a channel keeps the files of its messages. Reasons are codes without a token, a name or an address.</summary>
public interface IFileSource
{
    ContactChannel Channel { get; }

    /// <summary>Never throws for what a line or a server may do. What was written before trouble counts for nothing.</summary>
    Task<Fetched> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation);
}
