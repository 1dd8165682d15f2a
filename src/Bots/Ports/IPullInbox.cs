using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>
/// A cursor of a bot that moves on. It moves only if it still is at <paramref name="From"/>, so that a node that was slow does not move it
/// back; null if nothing was pulled yet.
/// </summary>
public sealed record CursorMove(ContactChannel Channel, string Bot, string? From, string To);

/// <summary>The inbox of channels that keep updates until they are pulled from a cursor on.</summary>
public interface IPullInbox
{
    /// <summary>Returns the cursor of a bot; null if nothing was pulled yet.</summary>
    Task<string?> LoadCursorAsync(ContactChannel channel, string bot, CancellationToken cancellation);

    /// <summary>
    /// Stores updates and moves the cursor in one write, so that a crash neither loses nor repeats one. Updates that are already stored
    /// stay unchanged.
    /// </summary>
    Task StorePulledAsync(IReadOnlyList<RawUpdate> updates, CursorMove move, CancellationToken cancellation);
}
