using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>Sends raw HTTP over a socket, for requests that HttpClient refuses to send.</summary>
internal sealed class RawHttp(Uri address) : IDisposable
{
    private readonly TcpClient _tcp = new(address.Host, address.Port);

    public Task<string> PostAsync(string path, string authorization, string body, params string[] headers) => SendAsync(
        $"POST {path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nAuthorization: {authorization}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + string.Concat(headers.Select(h => h + "\r\n")) + "\r\n" + body);

    /// <summary>
    /// Sends the text and reads until the server closes. With <paramref name="closesAfterSending"/> it closes the sending side after the
    /// text. A server that ends a connection whose request it did not read whole resets it, and the network then drops what was still under
    /// way: the answer is what had arrived by then, at times nothing.
    /// </summary>
    public async Task<string> SendAsync(string text, bool closesAfterSending = false)
    {
        var stream = _tcp.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        if (closesAfterSending) _tcp.Client.Shutdown(SocketShutdown.Send);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, TestContext.Current.CancellationToken);
        }
        catch (IOException broken) when (broken.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    public void Dispose() => _tcp.Dispose();
}
