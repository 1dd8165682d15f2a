using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Tests.Api;

public sealed class ServerErrorTests
{
    [Fact]
    public async Task A_locked_database_is_answered_with_503_and_works_again_after()
    {
        using var log = new RecordingLogger(LogLevel.Warning);
        await using var desk = await DeskApp.StartAsync(adjust: builder => builder.Logging.AddProvider(log));
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        await key.OpenTicketAsync();
        await using (var other = new SqliteConnection(
            $"Data Source={desk.Services.GetRequiredService<DataDirectory>().DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = other.BeginTransaction(deferred: false);
            var reply = (await key.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody().ToJsonString()))
                .Expect(HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(reply.Header("Retry-After"));
            Assert.Equal("application/problem+json", reply.Header("Content-Type"));
            Assert.DoesNotContain("SQLite", reply.Text, StringComparison.OrdinalIgnoreCase);
            await key.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody().ToJsonString());
            Assert.StartsWith("Error: Outage ", Assert.Single(log.Lines), StringComparison.Ordinal);
        }

        await key.OpenTicketAsync();
    }

    [Fact]
    public async Task An_unexpected_exception_is_answered_with_500_and_no_internals()
    {
        await using var desk = await DeskApp.StartAsync();
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        http.Request.Path = "/api/v1/tickets";
        var handler = ActivatorUtilities.CreateInstance<UnhandledExceptionHandler>(desk.Services);
        Assert.True(await handler.TryHandleAsync(http, new InvalidOperationException("inside"), CancellationToken.None));
        Assert.Equal(500, http.Response.StatusCode);
        http.Response.Body.Position = 0;
        var body = await new StreamReader(http.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("inside", body, StringComparison.Ordinal);
        Assert.Contains("\"detail\":", body, StringComparison.Ordinal);
    }
}
