using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Tests.Web;

public sealed class BehindAProxy
{
    private const string Here = "127.0.0.1", Known = "10.0.0.5", OfTheNetwork = "192.168.7.9", Stranger = "203.0.113.77";

    [Theory]
    [InlineData(Here, "https", true)]
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
        using var answer = await desk.Anybody().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_limit_counts_residents_and_not_their_proxy()
    {
        await using var desk = await StartAsync(Known);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests, HttpStatusCode.NotFound],
            [await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.2")]);
    }

    [Fact]
    public async Task Who_comes_through_two_known_proxies_is_counted_and_not_what_they_made_up_before()
    {
        await using var desk = await StartAsync(Known);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests],
            [await GuessAsync(desk, $"1.1.1.1, 198.51.100.1, {OfTheNetwork}"), await GuessAsync(desk, $"2.2.2.2, 198.51.100.1, {OfTheNetwork}")]);
    }

    [Fact]
    public async Task Nobody_else_gets_a_fresh_allowance_by_saying_who_they_are()
    {
        await using var desk = await StartAsync(Stranger);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], [await GuessAsync(desk, "198.51.100.1"), await GuessAsync(desk, "198.51.100.2")]);
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        var trouble = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => DeskApp.StartAsync(settings: ("Desk:Proxies", "10.0.0.5, proxy.example")));
        Assert.Contains("'proxy.example'", trouble.Message, StringComparison.Ordinal);
    }

    private static Task<DeskApp> StartAsync(string sender) => DeskApp.StartAsync(adjust: builder => builder.Services.AddSingleton<IStartupFilter>(new From(sender)),
        settings: [("Desk:Proxies", $"{Known}, 192.168.7.0/24"), ("PublicSite:GuessesPerAddress", "1"), ("PublicSite:GuessesPerNumber", "100")]);

    private static async Task<HttpStatusCode> GuessAsync(DeskApp desk, string forwardedFor)
    {
        using var content = new FormUrlEncodedContent([new("number", Contracts.TicketNumber.FromCounter(900_000).ToString()), new("code", "ABCDEFGH")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/track") { Content = content };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await desk.Anybody().SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The connection comes from another machine.</summary>
    private sealed class From(string sender) : IStartupFilter
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
