using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>An endpoint that reads one row of the same database and does nothing else: the least that any answer takes here.</summary>
internal sealed class BareEndpoint(WebApplication app, HttpClient client) : IAsyncDisposable
{
    private const int Port = 5161;

    public static async Task<BareEndpoint> StartAsync(MeasuredDatabase database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/{number}", async (string number) =>
        {
            await using var connection = database.Connect(pooled: true);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"Subject\" FROM tickets WHERE \"Number\" = @number";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@number", number);
            command.Parameters.Add(parameter);
            return Results.Text((string?)await command.ExecuteScalarAsync());
        });
        app.Urls.Add($"http://127.0.0.1:{Port}");
        await app.StartAsync();
        return new(app, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") });
    }

    public Task<Timings> MeasureAsync(IReadOnlyList<string> numbers) =>
        MeasuredRequests.MeasureAsync(client, new("bare endpoint", 10, n => "/" + numbers[n % numbers.Count]));

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
