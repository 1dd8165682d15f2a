using System.Diagnostics;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Durability;

/// <summary>Waits until the desk has no unprocessed updates, no unsent messages and no open response cycles.</summary>
internal static class Quiet
{
    private static readonly (string Name, string Sql)[] Waiting =
    [
        ("updates in the inbox", """SELECT count(*) FROM inbox WHERE "NextAttemptAt" IS NOT NULL"""),
        ("messages in the outbox", """SELECT count(*) FROM outbox WHERE "NextAttemptAt" IS NOT NULL"""),
        ("open response cycles", """SELECT count(*) FROM response_cycles WHERE "State" = 'Open'"""),
    ];

    /// <param name="said">Reads the desk's recent output, which a violation quotes.</param>
    public static async Task WaitAsync(FakeTelegram telegram, DeskFile desk, Ledger ledger, TimeSpan patience, Func<string> said)
    {
        var watch = Stopwatch.StartNew();
        while (Left(telegram, desk) is { } left)
        {
            if (watch.Elapsed > patience)
            {
                ledger.Violation($"after {patience.TotalSeconds:F0} s there are still {left}\n{said()}");
                return;
            }

            await Task.Delay(100);
        }
    }

    private static string? Left(FakeTelegram telegram, DeskFile desk)
    {
        if (telegram.Pending > 0) return $"{telegram.Pending} updates at Telegram";
        foreach (var (name, sql) in Waiting)
            if (desk.Count(sql) is var count and > 0) return $"{count} {name}";
        return null;
    }
}
