using System.Net;
using System.Net.Sockets;

namespace EcomCenter.Browser.Tests;

/// <summary>The cable between a browser and the desk: it can be cut and mended at the same port, or be stuck for a while and lose nothing.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly Uri _desk;
    private readonly Lock _gate = new();
    private readonly List<Socket> _ends = [];
    private readonly TcpListener _listener;
    private bool _cut;
    private volatile TaskCompletionSource _flows = Flowing();

    private Line(Uri desk, TcpListener listener) => (_desk, _listener) = (desk, listener);

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public static Line To(Uri desk)
    {
        var line = new Line(desk, new(IPAddress.Loopback, 0));
        line.Listen();
        return line;
    }

    /// <summary>Whoever was on it is thrown off, and nobody gets through.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _cut = true;
            foreach (var end in _ends) end.Close(0);
            _ends.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate) _cut = false;
    }

    /// <summary>Nobody is thrown off, but nothing gets through until <see cref="Flow"/>.</summary>
    public void Hold() => _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Flow() => _flows.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Cut();
        Flow();
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
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Taken away.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var desk = new TcpClient();
        using (browser)
        {
            try
            {
                if (!Keep(browser.Client, desk.Client)) return;
                await desk.ConnectAsync(_desk.Host, _desk.Port);
                await using NetworkStream here = browser.GetStream(), there = desk.GetStream();
                await Task.WhenAny(CopyAsync(here, there), CopyAsync(there, here));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut, or one side hung up.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var some = new byte[16_384];
        while (await from.ReadAsync(some) is > 0 and var n)
        {
            await _flows.Task;
            await to.WriteAsync(some.AsMemory(0, n));
        }
    }

    private static TaskCompletionSource Flowing()
    {
        var flows = new TaskCompletionSource();
        flows.SetResult();
        return flows;
    }

    private bool Keep(params ReadOnlySpan<Socket> ends)
    {
        lock (_gate)
        {
            if (_cut) return false;
            _ends.AddRange(ends);
            return true;
        }
    }
}
