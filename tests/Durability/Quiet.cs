using System.Diagnostics;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Durability;

/// <summary>Waits until nothing is on its way any more: no update, no message, no promise that is over and was not noticed.</summary>
internal static class Quiet
{
    private static readonly (string Name, string Sql)[] Waiting =
    [
        ("updates in the inbox", """SELECT count(*) FROM inbox WHERE "NextAttemptAt" IS NOT NULL"""),
        ("messages in the outbox", """SELECT count(*) FROM outbox WHERE "NextAttemptAt" IS NOT NULL"""),
        ("promises that are over", """SELECT count(*) FROM response_cycles WHERE "State" = 'Open'"""),
    ];

    /// <param name="said">What the desk printed, for who has to find out why it took so long.</param>
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
        if (telegram.Pending > 0) return $"{telegram.Pending} updates at the messenger";
        foreach (var (name, sql) in Waiting)
            if (desk.Count(sql) is var count and > 0) return $"{count} {name}";
        return null;
    }
}
