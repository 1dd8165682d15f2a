using System.Diagnostics;
using EcomCenter.FakeBotApi;
using EcomCenter.FakeWeCom;

namespace EcomCenter.Durability;

/// <summary>Waits until the desk has no unprocessed updates, no unsent messages and no open response cycles.</summary>
internal static class DrainWait
{
    private static readonly (string Name, string Sql)[] PendingWork =
    [
        ("updates in the inbox", """SELECT count(*) FROM inbox WHERE "NextAttemptAt" IS NOT NULL"""),
        ("messages in the outbox", """SELECT count(*) FROM outbox WHERE "NextAttemptAt" IS NOT NULL"""),
        ("open response cycles", """SELECT count(*) FROM response_cycles WHERE "State" = 'Open'"""),
    ];

    /// <param name="output">Reads the desk's recent output, which a violation quotes.</param>
    public static async Task WaitUntilDrainedAsync(
        FakeTelegram telegram, FakeWeComServer weCom, DeskDatabaseFile desk, Ledger ledger, TimeSpan timeout, Func<string> output)
    {
        var watch = Stopwatch.StartNew();
        while (DescribePending(telegram, weCom, desk) is { } left)
        {
            if (watch.Elapsed > timeout)
            {
                ledger.AddViolation($"after {timeout.TotalSeconds:F0} s there are still {left}\n{output()}");
                return;
            }

            await Task.Delay(100);
        }
    }

    private static string? DescribePending(FakeTelegram telegram, FakeWeComServer weCom, DeskDatabaseFile desk)
    {
        if (telegram.Pending > 0) return $"{telegram.Pending} updates at Telegram";
        if (CountUnpulled(weCom, desk) is var unpulled and > 0) return $"{unpulled} words at WeCom";
        foreach (var (name, sql) in PendingWork)
            if (desk.Count(sql) is var count and > 0) return $"{count} {name}";
        return null;
    }

    private static int CountUnpulled(FakeWeComServer weCom, DeskDatabaseFile desk) => weCom.CountAfter(
        desk.Query("""SELECT "Position" FROM pull_cursors WHERE "Channel" = 'WeCom'""", row => row.GetString(0)).FirstOrDefault() ?? "");
}
