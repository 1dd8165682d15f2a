using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EcomCenter.Benchmarks;

/// <summary>
/// A board client that behaves like the page's script: it watches, receives cards, and watches again after a random pause when the hub
/// reports that it is behind. Records the time at which each sequence first arrived.
/// </summary>
internal sealed class MeasuredBoard(IPEndPoint server, BoardHubProtocol protocol, string language) : IDisposable
{
    private readonly BoardSocket _socket = new(server);
    private readonly Dictionary<long, long> _firstSeenAt = [];
    private readonly TaskCompletionSource _firstSnapshot = new();
    private bool _handshakeDone, _watchPending, _watchAgain;
    private long _lastSequence;

    public string ProtocolName => protocol.Name;

    /// <summary>Completes when the first snapshot has arrived.</summary>
    public Task FirstSnapshot => _firstSnapshot.Task;

    public int BehindCount { get; private set; }

    /// <summary>Returns the <see cref="Stopwatch"/> timestamp at which a sequence first arrived; null if it never did.</summary>
    public long? FirstSeenAt(long sequence) => _firstSeenAt.TryGetValue(sequence, out var at) ? at : null;

    public async Task RunAsync(string cookie, CancellationToken stop)
    {
        await _socket.OpenAsync(language, cookie);
        _socket.Send(protocol.Handshake, text: true);
        using var pings = new Timer(_ => Send(protocol.Ping), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        using var closing = stop.Register(_socket.Dispose);
        try
        {
            while (!stop.IsCancellationRequested) await _socket.ReadAsync(bytes => ProcessPayload(bytes.Span));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Closed deliberately.
        }
    }

    public void Dispose() => _socket.Dispose();

    private int ProcessPayload(ReadOnlySpan<byte> bytes)
    {
        var (taken, now) = (0, Stopwatch.GetTimestamp());
        if (!_handshakeDone && !TryReadHandshake(bytes, ref taken)) return 0;
        while (protocol.ReadMessage(bytes[taken..], out var message) is var length and > 0)
        {
            HandleMessage(message, now);
            taken += length;
        }

        return taken;
    }

    private bool TryReadHandshake(ReadOnlySpan<byte> bytes, ref int taken)
    {
        if (bytes.IndexOf((byte)0x1E) is not (var end and >= 0)) return false;
        (_handshakeDone, taken) = (true, end + 1);
        SendWatch();
        return true;
    }

    private void HandleMessage(ReadOnlySpan<byte> message, long now)
    {
        switch (protocol.GetKind(message))
        {
            case HubMessageKind.CardChanged:
                var sequence = protocol.ReadSequence(message);
                _firstSeenAt.TryAdd(sequence, now);
                if (!_watchPending && !_watchAgain) _lastSequence = Math.Max(_lastSequence, sequence);
                break;
            case HubMessageKind.Behind:
                BehindCount++;
                _watchAgain = true;
                _ = WatchAgainLaterAsync();
                break;
            case HubMessageKind.WatchReply:
                HandleWatchReply(protocol.ReadSequence(message), now);
                break;
        }
    }

    // The reply covers every change up to its sequence.
    private void HandleWatchReply(long sequence, long now)
    {
        for (var known = _lastSequence + 1; known <= sequence; known++) _firstSeenAt.TryAdd(known, now);
        (_lastSequence, _watchPending) = (Math.Max(_lastSequence, sequence), false);
        _firstSnapshot.TrySetResult();
        if (_watchAgain) SendWatch();
    }

    private async Task WatchAgainLaterAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100 + (Random.Shared.NextDouble() * 900)));
        if (!_watchPending && _watchAgain) SendWatch();
    }

    private void SendWatch()
    {
        (_watchPending, _watchAgain) = (true, false);
        Send(protocol.WatchRequest(_firstSnapshot.Task.IsCompleted ? _lastSequence : null));
    }

    private void Send(byte[] message)
    {
        try
        {
            lock (_socket) _socket.Send(message, protocol.IsText);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // Closed in the meantime.
        }
    }
}
