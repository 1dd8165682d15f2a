using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>Requests that no browser makes are refused, and are no error of the server.</summary>
public sealed class UnusualRequestTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /desk HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /chat HTTP/1.0\r\n\r\n")]
    [InlineData("GET /api/v1/tickets HTTP/1.0\r\n\r\n")]
    public async Task A_request_without_a_host_is_a_bad_one(string request)
    {
        await using var desk = await DeskApp.StartAsync();
        using var line = new TcpClient();
        await line.ConnectAsync(desk.Address.Host, desk.Address.Port, Now);
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Now);
        using var reader = new StreamReader(line.GetStream());
        Assert.Contains(" 400 ", await reader.ReadLineAsync(Now), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/track")]
    [InlineData("/report/enter")]
    [InlineData("/sign-in")]
    [InlineData("/chat")]
    public async Task A_form_in_an_encoding_that_nobody_uses_is_no_error_of_the_server(string path)
    {
        await using var desk = await DeskApp.StartAsync();
        foreach (var charset in new[] { "utf-7", "no-such-charset" })
        {
            using var form = new ByteArrayContent("code=1"u8.ToArray());
            form.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/x-www-form-urlencoded; charset={charset}");
            using var answer = await desk.AnonymousClient().PostAsync(new Uri(path, UriKind.Relative), form, Now);
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{path} answers {answer.StatusCode} to {charset}.");
        }
    }
}
