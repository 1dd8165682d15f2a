using System.Collections.Concurrent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Bots;

/// <summary>Completes a waiting task when an update has been handled, after the commit.</summary>
public sealed class UpdateCompletions
{
    private readonly ConcurrentDictionary<(ContactChannel, string, string), TaskCompletionSource> _waiting = new();

    /// <summary>
    /// Returns a task that completes when the update is handled. Call it before the update is stored, or the completion may be missed.
    /// </summary>
    public Task WaitForAsync(RawUpdate update) =>
        _waiting.GetOrAdd(GetKey(update), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void StopWaiting(RawUpdate update) => _waiting.TryRemove(GetKey(update), out _);

    internal void SignalCompleted(RawUpdate update)
    {
        if (_waiting.TryRemove(GetKey(update), out var waiting)) waiting.SetResult();
    }

    private static (ContactChannel, string, string) GetKey(RawUpdate update) => (update.Channel, update.Bot, update.UpdateId);
}
