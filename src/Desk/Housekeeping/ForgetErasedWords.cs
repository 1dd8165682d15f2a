using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Removes words that no text has any longer from the index of words, once a day: a name that was erased must not stay there. A sweep
/// checks a limited number of words, and the next one goes on.
/// </summary>
public sealed class ForgetErasedWords(DeskWriter writer, TimeProvider time)
{
    private const int BatchSize = 200, MaxBatches = 40;

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    private long _lastWord;
    private long? _endedAt;

    public async Task ForgetAsync(CancellationToken cancellation)
    {
        if (_endedAt is { } ended && time.GetElapsedTime(ended) < Interval) return;
        _endedAt = null;
        for (var i = 0; i < MaxBatches; i++)
        {
            var after = _lastWord;
            var last = await writer.WriteAsync(unit => unit.ForgetUnusedWordsAsync(after, BatchSize, cancellation), cancellation);
            _lastWord = last ?? 0;
            if (last is not null) continue;
            _endedAt = time.GetTimestamp();
            return;
        }
    }
}
