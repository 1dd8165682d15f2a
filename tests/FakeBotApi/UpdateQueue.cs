using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>The queue of updates. An update is returned by each poll until a higher offset confirms it.</summary>
internal sealed class UpdateQueue
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, string> _waiting = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next = 700_000_001;
    private int _confirmedBelow;

    public int Pending
    {
        get { lock (_lock) return _waiting.Count; }
    }

    /// <summary>The highest offset so far. It confirms all updates below it.</summary>
    public int ConfirmedBelow
    {
        get { lock (_lock) return _confirmedBelow; }
    }

    /// <summary>Adds an update. <paramref name="make"/> gets its id.</summary>
    public int Add(Func<int, string> make)
    {
        lock (_lock)
        {
            var id = _next++;
            _waiting[id] = make(id);
            WakeWaiters();
            return id;
        }
    }

    /// <summary>
    /// Applies the offset of getUpdates: a positive one removes the updates below it, a negative one keeps that many of the last.
    /// </summary>
    public List<string> GetFrom(int offset, int limit)
    {
        lock (_lock)
        {
            if (offset < 0) offset = _waiting.Count == 0 ? 0 : _waiting.Keys.Reverse().Take(-offset).Last();
            foreach (var done in _waiting.Keys.TakeWhile(id => id < offset).ToList()) _waiting.Remove(done);
            _confirmedBelow = Math.Max(_confirmedBelow, offset);
            return [.. _waiting.Values.Take(limit)];
        }
    }

    /// <summary>Returns the next update for the webhook without removing it.</summary>
    public (int Id, string Update)? PeekOldest()
    {
        lock (_lock) return _waiting.Count == 0 ? null : _waiting.Select(waiting => (waiting.Key, waiting.Value)).First();
    }

    public void Remove(int id)
    {
        lock (_lock) _waiting.Remove(id);
    }

    public void Clear()
    {
        lock (_lock) _waiting.Clear();
    }

    /// <summary>Waits until an update comes or the waiters are woken.</summary>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        Task news;
        lock (_lock) news = _waiting.Count > 0 ? Task.CompletedTask : _changed.Task;
        await Task.WhenAny(news, Task.Delay(timeout, cancellation));
    }

    public void WakeWaiters()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Adds the update id to a JSON object that a test has written.</summary>
    public static string WithId(JsonObject update, int id)
    {
        var full = new JsonObject { ["update_id"] = id };
        foreach (var (name, value) in update) full[name] = value?.DeepClone();
        return full.ToJsonString();
    }
}
