using System.Collections.Concurrent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Completes a waiting task when an update has been handled, after the commit. Of an update that another node handled, this node learns
/// only that something new is in the chat. The waiting caller then looks up its update, and waits again if it is not done.
/// </summary>
public sealed class UpdateCompletions
{
    private readonly ConcurrentDictionary<UpdateKey, TaskCompletionSource> _waiting = new();

    public UpdateCompletions(ChangeFeed feed) => feed.ChatChanged += chat =>
    {
        foreach (var key in _waiting.Keys.Where(key => key.Chat == chat)) Complete(key);
    };

    /// <summary>
    /// Returns a task that completes when the update may have been handled. Look up after this call whether it already is.
    /// </summary>
    public Task WaitForAsync(RawUpdate update) =>
        _waiting.GetOrAdd(GetKey(update), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void StopWaiting(RawUpdate update) => _waiting.TryRemove(GetKey(update), out _);

    internal void SignalCompleted(RawUpdate update) => Complete(GetKey(update));

    private void Complete(UpdateKey key)
    {
        if (_waiting.TryRemove(key, out var waiting)) waiting.SetResult();
    }

    private static UpdateKey GetKey(RawUpdate update) => new(update.Channel, update.Bot, update.Chat, update.UpdateId);

    private sealed record UpdateKey(ContactChannel Channel, string Bot, string? Chat, string Id);
}
