using System.Diagnostics;
using System.Net;

namespace EcomCenter.Benchmarks;

/// <summary>
/// A board client that behaves like the page's script: it watches, receives cards, and watches again after a random pause when the hub
/// reports that it is behind. Records the time at which each sequence first arrived.
/// </summary>
internal sealed class Board(IPEndPoint server, HubSpeech speech, string language) : IDisposable
{
    private readonly BoardLine _line = new(server);
    private readonly Dictionary<long, long> _knownAt = [];
    private readonly TaskCompletionSource _watching = new();
    private bool _greeted, _asking, _askAgain;
    private long _last;

    public string Speech => speech.Name;

    /// <summary>Completes when the first snapshot has arrived.</summary>
    public Task Watching => _watching.Task;

    public int TimesBehind { get; private set; }

    /// <summary>Returns the <see cref="Stopwatch"/> timestamp at which a sequence first arrived; null if it never did.</summary>
    public long? KnewAt(long sequence) => _knownAt.TryGetValue(sequence, out var at) ? at : null;

    public async Task RunAsync(string cookie, CancellationToken stop)
    {
        await _line.OpenAsync(language, cookie);
        _line.Send(speech.Hello, text: true);
        using var pings = new Timer(_ => Send(speech.Ping), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        using var closing = stop.Register(_line.Dispose);
        try
        {
            while (!stop.IsCancellationRequested) await _line.ReadAsync(bytes => Take(bytes.Span));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Closed deliberately.
        }
    }

    public void Dispose() => _line.Dispose();

    private int Take(ReadOnlySpan<byte> bytes)
    {
        var (taken, now) = (0, Stopwatch.GetTimestamp());
        if (!_greeted && !Greeted(bytes, ref taken)) return 0;
        while (speech.Next(bytes[taken..], out var message) is var length and > 0)
        {
            Hear(message, now);
            taken += length;
        }

        return taken;
    }

    private bool Greeted(ReadOnlySpan<byte> bytes, ref int taken)
    {
        if (bytes.IndexOf((byte)0x1E) is not (var end and >= 0)) return false;
        (_greeted, taken) = (true, end + 1);
        Ask();
        return true;
    }

    private void Hear(ReadOnlySpan<byte> message, long now)
    {
        switch (speech.Kind(message))
        {
            case Heard.Card:
                var sequence = speech.Sequence(message);
                _knownAt.TryAdd(sequence, now);
                if (!_asking && !_askAgain) _last = Math.Max(_last, sequence);
                break;
            case Heard.Behind:
                TimesBehind++;
                _askAgain = true;
                _ = AskLaterAsync();
                break;
            case Heard.Watched:
                Watched(speech.Sequence(message), now);
                break;
        }
    }

    // The reply covers every change up to its sequence.
    private void Watched(long sequence, long now)
    {
        for (var known = _last + 1; known <= sequence; known++) _knownAt.TryAdd(known, now);
        (_last, _asking) = (Math.Max(_last, sequence), false);
        _watching.TrySetResult();
        if (_askAgain) Ask();
    }

    private async Task AskLaterAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100 + (Random.Shared.NextDouble() * 900)));
        if (!_asking && _askAgain) Ask();
    }

    private void Ask()
    {
        (_asking, _askAgain) = (true, false);
        Send(speech.Watch(_watching.Task.IsCompleted ? _last : null));
    }

    private void Send(byte[] message)
    {
        try
        {
            lock (_line) _line.Send(message, speech.IsText);
        }
        catch (Exception e) when (e is ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // Closed in the meantime.
        }
    }
}
