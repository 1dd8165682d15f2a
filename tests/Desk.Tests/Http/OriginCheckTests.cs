using System.Net;
using System.Net.Http.Headers;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Staff;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>Another site can't use the staff cookie that a browser sends along.</summary>
public sealed class OriginCheckTests
{
    [Theory]
    [InlineData("POST", "/api/v1/tickets")]
    [InlineData("GET", "/api/v1/tickets")]
    [InlineData("POST", "/hubs/board/negotiate?negotiateVersion=1")]
    public async Task The_API_and_the_hub_refuse_the_cookie_from_another_site(string method, string path)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Desk:PublicUrl", "https://desk.example/centre"));
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = await desk.SignedInAsync("clerk");
        foreach (var other in new[] { "https://evil.example", "null", "http://127.0.0.1:1", "https://desk.example.evil.example" })
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(other));
        foreach (var own in new[] { desk.Address.GetLeftPart(UriPartial.Authority), "https://desk.example" })
            Assert.NotEqual(HttpStatusCode.Forbidden, await SendAsync(own));
        using var plain = await browser.SendAsync(new(method), path);
        Assert.NotEqual(HttpStatusCode.Forbidden, plain.StatusCode);

        async Task<HttpStatusCode> SendAsync(string origin)
        {
            using var reply = await browser.SendAsync(new(method), path, ("Origin", origin));
            return reply.StatusCode;
        }
    }

    [Fact]
    public async Task The_hub_of_the_chat_refuses_the_cookie_of_a_chat_from_another_site_whatever_key_comes_along()
    {
        await using var desk = await DeskApp.StartAsync();
        var own = desk.Address.GetLeftPart(UriPartial.Authority);
        foreach (var (origin, key, isRefused) in new[]
            { ("https://evil.example", "", true), ("https://evil.example", "&access_token=x", true), (own, "", false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1" + key);
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Cookie", $"{WebChatCookie.Name}={new string('a', 32)}");
            using var reply = await desk.AnonymousClient().SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((origin, key, isRefused), (origin, key, reply.StatusCode is HttpStatusCode.Forbidden));
        }
    }

    [Fact]
    public async Task A_key_works_from_any_origin()
    {
        await using var desk = await DeskApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tickets");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await desk.CreateKeyAsync(KeyScope.Read));
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Cookie", ActorClaims.CookieName + "=anything");
        using var reply = await desk.AnonymousClient().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
