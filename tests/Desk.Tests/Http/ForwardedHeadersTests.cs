using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Tests.Http;

public sealed class ForwardedHeadersTests
{
    private const string Here = "127.0.0.1", Known = "10.0.0.5", OfTheNetwork = "192.168.7.9", Stranger = "203.0.113.77";

    [Theory]
    [InlineData(Here, "https", false)]
    [InlineData(Known, "https", true)]
    [InlineData(OfTheNetwork, "https", true)]
    [InlineData(Known, "http", false)]
    [InlineData(Known, null, false)]
    [InlineData(Stranger, "https", false)]
    public async Task Cookies_are_secure_exactly_when_a_known_proxy_says_https(string sender, string? scheme, bool secure)
    {
        await using var desk = await StartAsync(sender);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/report?lang=ug");
        if (scheme is not null) request.Headers.Add("X-Forwarded-Proto", scheme);
        using var answer = await desk.AnonymousClient().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie =>
            Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Rate_limits_count_residents_and_not_the_proxy()
    {
        await using var desk = await StartAsync(Known);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests, HttpStatusCode.NotFound],
            [await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.2")]);
    }

    [Fact]
    public async Task Behind_two_known_proxies_the_resident_is_counted_and_a_forged_address_is_ignored()
    {
        await using var desk = await StartAsync(Known);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests],
            [
                await GuessAsync(desk, $"1.1.1.1, 198.51.100.1, {OfTheNetwork}"),
                await GuessAsync(desk, $"2.2.2.2, 198.51.100.1, {OfTheNetwork}"),
            ]);
    }

    [Fact]
    public async Task A_forwarded_address_from_an_unknown_sender_is_ignored()
    {
        await using var desk = await StartAsync(Stranger);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests],
            [await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.2")]);
    }

    [Fact]
    public async Task This_machine_is_believed_only_if_it_is_named_as_a_proxy()
    {
        await using var desk = await StartAsync(Here);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests],
            [await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.2")]);
        await using var behindProxy = await StartAsync(Here, proxies: Here);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [await GuessAsync(behindProxy, "198.51.100.1"), await GuessAsync(behindProxy, "198.51.100.2")]);
    }

    [Theory]
    [InlineData(Here)]
    [InlineData(Stranger)]
    public async Task Nobody_is_believed_without_a_named_proxy(string sender)
    {
        await using var desk = await StartAsync(sender, proxies: "");
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests],
            [await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.2")]);
    }

    [Fact]
    public async Task An_invalid_proxy_address_stops_the_start()
    {
        var exception = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            DeskApp.StartAsync(settings: ("Desk:Proxies", "10.0.0.5, proxy.example")));
        Assert.Contains("'proxy.example'", exception.Message, StringComparison.Ordinal);
    }

    private static Task<DeskApp> StartAsync(string sender, string proxies = $"{Known}, 192.168.7.0/24") =>
        DeskApp.StartAsync(
            adjust: builder => builder.Services.AddSingleton<IStartupFilter>(new RemoteAddressFilter(sender)),
            settings:
            [
                ("Desk:Proxies", proxies), ("PublicSite:GuessesPerAddress", "1"), ("PublicSite:GuessesPerNumber", "100"),
            ]);

    private static async Task<HttpStatusCode> GuessAsync(DeskApp desk, string forwardedFor)
    {
        using var content =
            new FormUrlEncodedContent([new("number", Contracts.TicketNumber.FromCounter(900_000).ToString()), new("code", "ABCDEFGH")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/track") { Content = content };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await desk.AnonymousClient().SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Makes every connection come from another machine.</summary>
    private sealed class RemoteAddressFilter(string sender) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(sender);
                return rest(http);
            });
            next(app);
        };
    }
}
