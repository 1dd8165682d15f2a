namespace EcomCenter.Desk.Promise;

/// <summary>A monotonic clock of the host: no change of the host's time moves it.</summary>
public interface IElapsedTime
{
    /// <summary>The time since a fixed moment, where possible with the time for which the machine was suspended.</summary>
    TimeSpan Elapsed { get; }
}
