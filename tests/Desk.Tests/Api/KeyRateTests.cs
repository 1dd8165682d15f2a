using System.Net;
using System.Net.Http.Headers;
using EcomCenter.Desk.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Api;

public sealed class KeyRateTests
{
    [Fact]
    public async Task A_key_with_a_rate_gets_429_with_Retry_After_beyond_it_and_other_keys_go_on()
    {
        await using var desk = await DeskApp.StartAsync();
        var limited = await ClientWithRateAsync(desk, "pbx", 3);
        var free = await desk.ClientWithKeyAsync(KeyScope.Read);
        for (var i = 0; i < 3; i++) (await limited.GetReplyAsync("/api/v1/services")).Expect(HttpStatusCode.OK);
        var refused = (await limited.GetReplyAsync("/api/v1/services")).Expect(HttpStatusCode.TooManyRequests);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal("application/problem+json", refused.Header("Content-Type"));
        Assert.NotEmpty(refused["detail"].GetString()!);
        for (var i = 0; i < 10; i++) (await free.GetReplyAsync("/api/v1/services")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rate_must_be_a_number_of_requests()
    {
        await using var desk = await DeskApp.StartAsync();
        await using var scope = desk.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeyStore>();
        var (key, faults) = await keys.CreateAsync("pbx", KeyScope.Read, SecurityOrigin.CommandLine, 0);
        Assert.Null(key);
        Assert.Equal("rate", Assert.Single(faults).Field);
    }

    private static async Task<HttpClient> ClientWithRateAsync(DeskApp desk, string name, int rate)
    {
        await using var scope = desk.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeyStore>();
        var (key, faults) = await keys.CreateAsync(name, KeyScope.Read, SecurityOrigin.CommandLine, rate);
        Assert.Empty(faults);
        var client = desk.AnonymousClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
