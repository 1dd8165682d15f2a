using System.Net;
using System.Net.Sockets;

namespace EcomCenter.Benchmarks;

/// <summary>One keep-alive connection that sends the same request repeatedly.</summary>
internal sealed class RawConnection(IPEndPoint server) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public Task OpenAsync() => _socket.ConnectAsync(server);

    public async ValueTask<RawResponse> SendAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0) request = request[await _socket.SendAsync(request)..];
        var had = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(had));
            if (read == 0) throw new IOException("The desk closed the connection.");
            had += read;
            if (RawResponse.TryParse(_buffer.AsSpan(0, had)) is { } answer) return answer;
        }
    }

    public void Dispose() => _socket.Dispose();
}
