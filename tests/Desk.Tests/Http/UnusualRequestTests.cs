using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using EcomCenter.Desk.Tests.Staff;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>Requests that no browser makes are refused, and are no error of the server.</summary>
public sealed class UnusualRequestTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /desk HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /chat HTTP/1.0\r\n\r\n")]
    [InlineData("GET /api/v1/tickets HTTP/1.0\r\n\r\n")]
    [InlineData("GET /desk HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n\r\n")]
    [InlineData("GET /report HTTP/1.1\r\nHost: a..b:\r\n\r\n")]
    public async Task A_request_without_a_possible_host_is_a_bad_one(string request)
    {
        await using var desk = await DeskApp.StartAsync();
        Assert.Contains(" 400 ", await SendAsync(desk, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_longer_than_any_name_is_a_bad_one()
    {
        await using var desk = await DeskApp.StartAsync();
        foreach (var path in new[] { "/", "/desk", "/api/v1/tickets" })
        {
            var answer = await SendAsync(desk, $"GET {path} HTTP/1.1\r\nHost: {new string('x', 5_000)}\r\n\r\n");
            Assert.Contains(" 400 ", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("CONNECT")]
    public async Task A_method_that_repeats_or_passes_on_a_request_is_not_allowed(string method)
    {
        await using var desk = await DeskApp.StartAsync();
        foreach (var path in new[] { "/", "/desk", "/api/v1/tickets", "/css/", "/no/such/page" })
        {
            var answer = await SendAsync(desk, $"{method} {path} HTTP/1.1\r\nHost: {desk.Address.Authority}\r\n\r\n");
            Assert.Matches("^HTTP/1.1 40[0-9] ", answer);
        }
    }

    [Theory]
    [InlineData("/report/enter?\u0001=1", 302)]
    [InlineData("/report/enter?a= \u007F", 400)]
    public async Task A_control_character_in_an_address_that_is_redirected_is_no_error_of_the_server(string path, int status)
    {
        await using var desk = await DeskApp.StartAsync();
        var answer = await SendAsync(desk, $"GET {path} HTTP/1.1\r\nHost: {desk.Address.Authority}\r\n\r\n");
        Assert.Contains($" {status} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in", "username")]
    [InlineData("/track", "number")]
    [InlineData("/track", "code")]
    public async Task A_sign_that_is_no_character_is_no_error_of_the_server(string path, string field)
    {
        await using var desk = await DeskApp.StartAsync();
        using var visitor = new CookieBrowser(desk.Address);
        using var answer = await visitor.FillInAsync(path, path, ("username", "clerk"), ("password", "a guess of mine"),
            ("number", "100-0015"), ("code", "ABCD2345"), (field, "100-0015\uFFFE"));
        Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{path} answers {answer.StatusCode} to {field}.");
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

    /// <summary>Sends a request as it is written, and returns the first line of the answer.</summary>
    private static async Task<string> SendAsync(DeskApp desk, string request)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(desk.Address.Host, desk.Address.Port, Now);
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Now);
        using var reader = new StreamReader(line.GetStream());
        return await reader.ReadLineAsync(Now) ?? "";
    }
}
