using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>What a channel's raw update means. Reading is pure and never throws for what a channel may send.</summary>
public interface IUpdateReader
{
    ContactChannel Channel { get; }

    Reading Read(RawUpdate update);
}

public abstract record Reading
{
    private Reading() { }

    public sealed record Meant(Heard Heard) : Reading;

    /// <summary>Kept in the inbox, but nothing follows from it. <paramref name="Code"/> says why.</summary>
    public sealed record NotForUs(string Code) : Reading;
}
