namespace EcomCenter.Desk.Promise;

/// <summary>A monotonic clock of the host: no change of the host's time moves it.</summary>
public interface IElapsedTime
{
    /// <summary>The time since a fixed moment, where possible with the time for which the machine was suspended.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>
    /// Names the fixed moment, if it stays the same for programs that are started later, as the start of the host does; otherwise null.
    /// </summary>
    string? Origin { get; }
}
