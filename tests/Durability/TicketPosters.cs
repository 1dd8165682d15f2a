namespace EcomCenter.Durability;

/// <summary>Programs that post tickets concurrently until the desk is killed.</summary>
internal static class TicketPosters
{
    public static Task PostAsync(DeskApiClient client, Ledger ledger, int posters, int round, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, posters).Select(poster =>
            Task.Run(() => PostAsync(client, ledger, $"r{round}-p{poster}", poster, stop), CancellationToken.None)));

    /// <summary>Repeats guarded posts after a crash: all unanswered ones, and one in ten of the others.</summary>
    public static async Task RepeatPostsAsync(DeskApiClient client, Ledger ledger, int round)
    {
        var again = ledger.Posts.Where(post =>
            post.Guard is not RepeatGuard.None && post.Text.StartsWith($"r{round}-", StringComparison.Ordinal))
            .Where((post, i) => !post.Answered || i % 10 == 0).ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16 };
        await Parallel.ForEachAsync(again, options, async (post, token) => await client.PostAsync(post, ledger, token));
    }

    private static async Task PostAsync(DeskApiClient client, Ledger ledger, string name, int poster, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var post = new PostedTicket($"{name}-{i} 大枣怎么卖到网上?", (RepeatGuard)((poster + i) % 3), $"{name}-{i}");
            ledger.Posts.Enqueue(post);
            try
            {
                await client.PostAsync(post, ledger, stop);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // The post may or may not have arrived. RepeatPostsAsync posts it again after the restart.
                return;
            }
        }
    }
}
