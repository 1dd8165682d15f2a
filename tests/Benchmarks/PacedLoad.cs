using System.Diagnostics;
using System.Net;

namespace EcomCenter.Benchmarks;

/// <summary>Posts at a given rate, independent of response times.</summary>
internal static class PacedLoad
{
    /// <summary>Returns the rate per second that was reached.</summary>
    public static async Task<double> RunAsync(
        IPEndPoint server, byte[] request, int rate, int connections, TimeSpan length, CancellationToken stop = default)
    {
        var (watch, sent) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync)));
        return sent / watch.Elapsed.TotalSeconds;

        async Task SendAsync()
        {
            using var connection = new RawConnection(server);
            await connection.OpenAsync();
            while (watch.Elapsed < length && !stop.IsCancellationRequested)
            {
                var due = TimeSpan.FromSeconds(Interlocked.Increment(ref sent) / (double)rate);
                if (due - watch.Elapsed is { Ticks: > 0 } early) await Task.Delay(early, CancellationToken.None);
                if ((await connection.SendAsync(request)).Status != 201) throw new InvalidOperationException("A post was refused.");
            }
        }
    }
}
