using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Attacks;

/// <summary>A multipart post whose file never ends: the sender goes on with it as slowly or as fast as the attack wants.</summary>
internal sealed class HangingPost : IAsyncDisposable
{
    private const string Boundary = "----attack", PartHead = $"--{Boundary}\r\nContent-Disposition: form-data; ";

    private const int MissingBytes = 15 << 20;

    private readonly TcpClient _client;

    private HangingPost(TcpClient client) => _client = client;

    /// <summary>Sends the fields and the beginning of a file. The request declares 15 MB more than it sends.</summary>
    /// <param name="visitor">The browser whose cookies go with the post; null for none.</param>
    public static async Task<HangingPost> BeginAsync(
        Uri desk, string path, Visitor? visitor, byte[] start, params IEnumerable<(string Name, string Value)> fields)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, desk.Port);
        var body = string.Concat(fields.Select(f => $"{PartHead}name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n"))
            + $"{PartHead}name=\"{FileField(path)}\"; filename=\"slow.jpg\"\r\n\r\n";
        var cookies = visitor?.Cookies.GetCookieHeader(desk) ?? "";
        var length = body.Length + start.Length + MissingBytes;
        var head = $"POST {path} HTTP/1.1\r\nHost: {desk.Authority}\r\nCookie: {cookies}\r\n{visitor?.AuthorizationLine}"
            + $"Content-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: {length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + body));
        await client.GetStream().WriteAsync(start);
        return new(client);
    }

    /// <summary>Sends more of the file, until all is sent or the desk closes the connection or stops reading.</summary>
    public async Task SendMoreAsync(int bytes)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var part = new byte[64 * 1024];
        try
        {
            for (var sent = 0; sent < bytes; sent += part.Length) await _client.GetStream().WriteAsync(part, timeout.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The desk does not have to read what it refuses.
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string FileField(string path) => path == "/chat" ? "say.file" : "file";
}
