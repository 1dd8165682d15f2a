using System.Diagnostics;
using System.Net;

namespace EcomCenter.Benchmarks;

/// <summary>The result of a period of load.</summary>
/// <param name="Numbers">The ticket numbers from all 201 responses.</param>
internal sealed record LoadResult(double Rate, Timings Times, IReadOnlyList<long> Numbers);

/// <summary>Posts on several connections, each sending again as soon as its response arrives.</summary>
internal static class RawLoad
{
    private const int Created = 201;

    public static async Task<LoadResult> RunAsync(IPEndPoint server, byte[] request, int connections, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var running = Enumerable.Range(0, connections).Select(_ => Task.Run(() => PostAsync(server, request, watch, length)));
        var posts = await Task.WhenAll(running);
        var elapsed = watch.Elapsed.TotalSeconds;
        return new(posts.Sum(p => p.Times.Count) / elapsed, new(posts.SelectMany(p => p.Times)), [.. posts.SelectMany(p => p.Numbers)]);
    }

    private static async Task<(List<double> Times, List<long> Numbers)> PostAsync(
        IPEndPoint server, byte[] request, Stopwatch watch, TimeSpan length)
    {
        using var connection = new RawConnection(server);
        await connection.OpenAsync();
        var (times, numbers) = (new List<double>(), new List<long>());
        while (watch.Elapsed < length)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await connection.SendAsync(request);
            if (answer.Status != Created) throw new InvalidOperationException($"The desk answered {answer.Status}.");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            numbers.Add(answer.TicketNumber);
        }

        return (times, numbers);
    }
}
