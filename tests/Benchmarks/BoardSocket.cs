using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Benchmarks;

/// <summary>
/// A hand-written WebSocket for one open board, so that two hundred boards take little processor time from the measured desk. Passes the
/// payload on to the hub protocol and answers no control frames.
/// </summary>
internal sealed class BoardSocket(IPEndPoint server) : IDisposable
{
    private const byte WholeText = 0x81, WholeBinary = 0x82, Masked = 0x80;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private byte[] _payload = new byte[64 * 1024];
    private int _bufferLength, _payloadLength;

    public async Task OpenAsync(string language, string cookie)
    {
        await _socket.ConnectAsync(server);
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/board?lang={language} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: {cookie}\r\n\r\n"));
        int head;
        while ((head = _buffer.AsSpan(0, _bufferLength).IndexOf("\r\n\r\n"u8)) < 0) await ReceiveAsync();
        if (!_buffer.AsSpan(0, head).StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(_buffer, 0, head));
        DiscardBuffer(head + 4);
    }

    /// <summary>Sends one frame. A mask of zeros leaves the payload unchanged.</summary>
    public void Send(ReadOnlySpan<byte> payload, bool text)
    {
        if (payload.Length > 125) throw new ArgumentException("The payload is longer than 125 bytes.");
        Span<byte> frame = [text ? WholeText : WholeBinary, (byte)(Masked | payload.Length), 0, 0, 0, 0, .. payload];
        _socket.Send(frame);
    }

    /// <summary>Waits for data and passes on all unprocessed payload.</summary>
    /// <param name="process">Processes the payload and returns the number of bytes it is finished with.</param>
    public async Task ReadAsync(Func<ReadOnlyMemory<byte>, int> process)
    {
        await ReceiveAsync();
        UnwrapFrames();
        var taken = process(_payload.AsMemory(0, _payloadLength));
        _payload.AsSpan(taken, _payloadLength - taken).CopyTo(_payload);
        _payloadLength -= taken;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync()
    {
        if (_bufferLength == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_bufferLength));
        if (read == 0) throw new IOException("The desk closed a board.");
        _bufferLength += read;
    }

    // Removes the frames and joins their payloads. The hub protocol finds the message boundaries.
    private void UnwrapFrames()
    {
        var at = 0;
        while (_bufferLength - at >= 2)
        {
            var (head, length) = ReadFrameSize(_buffer.AsSpan(at, _bufferLength - at));
            if (length < 0 || _bufferLength - at - head < length) break;
            if ((_buffer[at] & 0x0F) <= 2) AppendPayload(_buffer.AsSpan(at + head, length));
            at += head + length;
        }

        DiscardBuffer(at);
    }

    private static (int Head, int Length) ReadFrameSize(ReadOnlySpan<byte> frame) => (frame[1] & 0x7F) switch
    {
        126 => (4, frame.Length < 4 ? -1 : BinaryPrimitives.ReadUInt16BigEndian(frame[2..])),
        127 => (10, frame.Length < 10 ? -1 : (int)BinaryPrimitives.ReadUInt64BigEndian(frame[2..])),
        var length => (2, length),
    };

    private void AppendPayload(ReadOnlySpan<byte> payload)
    {
        while (_payload.Length - _payloadLength < payload.Length) Array.Resize(ref _payload, _payload.Length * 2);
        payload.CopyTo(_payload.AsSpan(_payloadLength));
        _payloadLength += payload.Length;
    }

    private void DiscardBuffer(int bytes)
    {
        _buffer.AsSpan(bytes, _bufferLength - bytes).CopyTo(_buffer);
        _bufferLength -= bytes;
    }
}
