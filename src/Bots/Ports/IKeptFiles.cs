namespace EcomCenter.Bots.Ports;

/// <summary>The files that the desk holds.</summary>
public interface IKeptFiles
{
    /// <summary>Null where it is gone, or out of this node's reach.</summary>
    Stream? Open(long id);
}

/// <summary>Where none are kept.</summary>
internal sealed class NoKeptFiles : IKeptFiles
{
    public Stream? Open(long id) => null;
}
