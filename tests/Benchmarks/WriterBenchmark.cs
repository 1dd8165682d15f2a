using System.Diagnostics;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EcomCenter.Benchmarks;

/// <summary>Measures the writer without HTTP, which is the upper limit for intake.</summary>
internal static class WriterBenchmark
{
    private static readonly Actor Key = new() { Author = Author.Service("bench"), Scope = KeyScope.Intake };
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    private static readonly IntakeRequest Request = new()
    {
        Channel = ContactChannel.Api, Kind = TicketKind.Inquiry, Actor = Key, Description = TicketPost.Description,
        Requester = new() { Name = "阿依古丽", Phone = "13899001122", Village = "一村" },
    };

    public static async Task RunAsync()
    {
        await using var database = await MeasuredDatabase.CreateAsync(null);
        using var host = BuildHost(database);
        await host.Services.MigrateAsync(CancellationToken.None);
        await host.StartAsync();
        foreach (var concurrency in new[] { 64, 1, 8, 64 })
        {
            var noise = MachineNoise.Measure(database.Folder);
            Console.WriteLine(await MeasureAsync(host.Services, concurrency) + "   | " + noise);
        }

        await host.StopAsync();
    }

    private static async Task<string> MeasureAsync(IServiceProvider services, int concurrency)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(() => WriteAsync(services, watch))));
        var times = new Timings(all.SelectMany(t => t));
        var rate = times.Count / watch.Elapsed.TotalSeconds;
        return $"writer, {concurrency,2} at a time {rate,7:F0}/s   p50 {times.P50,6:F2} ms   p99 {times.P99,6:F2} ms";
    }

    private static async Task<List<double>> WriteAsync(IServiceProvider services, Stopwatch watch)
    {
        var (writer, intake) = (services.GetRequiredService<DeskWriter>(), services.GetRequiredService<IntakeDoor>());
        var times = new List<double>();
        while (watch.Elapsed < Length)
        {
            var start = Stopwatch.GetTimestamp();
            await writer.WriteAsync(unit => intake.SubmitAsync(unit, Request, default));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static IHost BuildHost(MeasuredDatabase database)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(database.Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddDatabase(builder.Configuration).AddCatalogue(builder.Configuration).AddPromise(builder.Configuration)
            .AddSingleton<IElapsedTime, HostUptime>().AddSingleton<RosterStore>().AddIntake().AddHandling();
        return builder.Build();
    }
}
