using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>Bytes on a socket, for what a decent client would not send.</summary>
internal sealed class RawHttp(Uri address) : IDisposable
{
    private readonly TcpClient _tcp = new(address.Host, address.Port);

    public Task<string> PostAsync(string path, string authorization, string body, params string[] headers) => SendAsync(
        $"POST {path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nAuthorization: {authorization}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + string.Concat(headers.Select(h => h + "\r\n")) + "\r\n" + body);

    /// <summary>Sends and reads until the other side closes; <paramref name="half"/> closes our side after sending.</summary>
    public async Task<string> SendAsync(string text, bool half = false)
    {
        var stream = _tcp.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        if (half) _tcp.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _tcp.Dispose();
}
