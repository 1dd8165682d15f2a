using System.Net;
using System.Net.Sockets;

namespace EcomCenter.RunningDesk;

/// <summary>
/// A TCP proxy between a client and a server: a browser and the desk, or the desk and PostgreSQL. It can be cut and restored on the same
/// port, or paused without loss.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly TcpListener _listener;
    private bool _cut;
    private volatile TaskCompletionSource _flowing = CompletedSource();

    private TcpProxy(Uri server, TcpListener listener) => (_server, _listener) = (server, listener);

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static TcpProxy Start(Uri server)
    {
        var proxy = new TcpProxy(server, new(IPAddress.Loopback, 0));
        proxy.Listen();
        return proxy;
    }

    /// <summary>Closes all connections and refuses new ones.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _cut = true;
            foreach (var end in _sockets) end.Close(0);
            _sockets.Clear();
        }
    }

    public void Restore()
    {
        lock (_gate) _cut = false;
    }

    /// <summary>Keeps connections open but holds all data back until <see cref="Resume"/>.</summary>
    public void Pause() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _flowing.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Cut();
        Resume();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Listen()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was disposed.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                if (!TryTrack(client.Client, server.Client)) return;
                await server.ConnectAsync(_server.Host, _server.Port);
                await using NetworkStream near = client.GetStream(), far = server.GetStream();
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The proxy was cut, or one side closed the connection.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16_384];
        while (await from.ReadAsync(buffer) is > 0 and var n)
        {
            await _flowing.Task;
            await to.WriteAsync(buffer.AsMemory(0, n));
        }
    }

    private static TaskCompletionSource CompletedSource()
    {
        var flows = new TaskCompletionSource();
        flows.SetResult();
        return flows;
    }

    private bool TryTrack(params ReadOnlySpan<Socket> sockets)
    {
        lock (_gate)
        {
            if (_cut) return false;
            _sockets.AddRange(sockets);
            return true;
        }
    }
}
