using System.Net;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcomCenter.Desk.Tests.Api;

public sealed class InTrouble
{
    [Fact]
    public async Task A_locked_database_is_a_503_that_says_when_to_come_back_and_nothing_is_lost_after()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Intake);
        await key.OpenAsync();
        await using (var other = new SqliteConnection($"Data Source={desk.Services.GetRequiredService<DataDirectory>().DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var theirs = other.BeginTransaction(deferred: false);
            var heard = (await key.TellAsync(Talk.Tickets, Talk.Matter().ToJsonString())).Expect(HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(heard.Header("Retry-After"));
            Assert.Equal("application/problem+json", heard.Header("Content-Type"));
            Assert.DoesNotContain("SQLite", heard.Text, StringComparison.OrdinalIgnoreCase);
        }

        await key.OpenAsync();
    }

    [Fact]
    public async Task What_nobody_expected_is_a_500_without_our_insides()
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        http.Request.Path = "/api/v1/tickets";
        Assert.True(await new Troubles(NullLogger<Troubles>.Instance).TryHandleAsync(http, new InvalidOperationException("inside"), CancellationToken.None));
        Assert.Equal(500, http.Response.StatusCode);
        http.Response.Body.Position = 0;
        var told = await new StreamReader(http.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("inside", told, StringComparison.Ordinal);
        Assert.Contains("\"detail\":", told, StringComparison.Ordinal);
    }
}
