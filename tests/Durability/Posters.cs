namespace EcomCenter.Durability;

/// <summary>Programs that post tickets, many at a time, until the desk dies under them.</summary>
internal static class Posters
{
    public static Task PostAsync(Client client, Ledger ledger, int posters, int round, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, posters).Select(poster => Task.Run(() => PostAsync(client, ledger, $"r{round}-p{poster}", poster, stop), CancellationToken.None)));

    /// <summary>After the crash: whoever may repeat does, whether an answer came or not.</summary>
    public static async Task RepeatAsync(Client client, Ledger ledger, int round)
    {
        var again = ledger.Posts.Where(post => post.Guard is not Guard.None && post.Text.StartsWith($"r{round}-", StringComparison.Ordinal))
            .Where((post, i) => !post.Answered || i % 10 == 0).ToList();
        await Parallel.ForEachAsync(again, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (post, token) => await client.PostAsync(post, ledger, token));
    }

    private static async Task PostAsync(Client client, Ledger ledger, string name, int poster, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var post = new Posted($"{name}-{i} 大枣怎么卖到网上?", (Guard)((poster + i) % 3), $"{name}-{i}");
            ledger.Posts.Enqueue(post);
            try
            {
                await client.PostAsync(post, ledger, stop);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // Nobody knows whether it arrived: that is what the repeat is for.
                return;
            }
        }
    }
}
