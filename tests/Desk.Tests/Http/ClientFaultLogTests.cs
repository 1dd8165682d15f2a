using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>A form that breaks off, as phones on a bad line do all day, is nothing to report.</summary>
public sealed class ClientFaultLogTests
{
    private const string Multipart = "multipart/form-data; boundary=X", UrlEncoded = "application/x-www-form-urlencoded";

    private readonly RecordingLogger _log = new(LogLevel.Warning);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Forms { get; } = new MatrixTheoryData<string, string>(
        ["/report", "/chat", "/track", "/sign-in", "/api/v1/attachments"], [Multipart, UrlEncoded]);

    [Theory, MemberData(nameof(Forms))]
    public async Task A_form_that_breaks_off_leaves_no_line_in_the_log(string path, string type)
    {
        await using var desk = await StartAsync();
        foreach (var isReset in (bool[])[false, true])
            for (var i = 0; i < 5; i++)
            {
                using var client = await SendHalfAsync(desk.Address, path, type);
                // A line that is reset instead of ended.
                if (isReset) client.LingerState = new(true, 0);
            }

        // Requests after it are served by then, so the broken ones have been noticed.
        for (var i = 0; i < 20; i++) await desk.AnonymousClient().GetStringAsync("/track", Now);
        await Task.Delay(200, Now);
        Assert.Empty(_log.Lines);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_form_that_is_still_being_sent_at_the_end_of_the_program_leaves_no_line(string path, string type)
    {
        var desk = await StartAsync();
        using var client = await SendHalfAsync(desk.Address, path, type);
        await desk.DisposeAsync();
        Assert.Empty(_log.Lines);
    }

    private Task<DeskApp> StartAsync() => DeskApp.StartAsync(adjust: builder => builder.Logging.AddProvider(_log));

    private static async Task<TcpClient> SendHalfAsync(Uri desk, string path, string type)
    {
        var client = new TcpClient();
        await client.ConnectAsync(desk.Host, desk.Port, Now);
        var body = type == UrlEncoded ? "description=" + new string('a', 3_000)
            : "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n" + new string('a', 90_000);
        var request = $"POST {path} HTTP/1.1\r\nHost: {desk.Authority}\r\nContent-Type: {type}\r\nContent-Length: 500000\r\n\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Now);
        await Task.Delay(100, Now);
        return client;
    }
}
