using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary>Idempotency keys are kept for eight days (seven are promised), then forgotten, a few at a time so that no writer waits long.</summary>
internal sealed partial class ForgetOldRepeats(DeskWriter writer, TimeProvider time, ILogger<ForgetOldRepeats> log) : BackgroundService
{
    private const int AtOnce = 200;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(8), Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await ForgetSomeAsync(stoppingToken) == AtOnce) await Task.Delay(TimeSpan.FromMilliseconds(100), time, stoppingToken);
            }
            catch (StorageTroubleException e)
            {
                Later(log, e);
            }
        }
    }

    internal Task<int> ForgetSomeAsync(CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var limit = unit.Now - Kept;
        var old = await unit.Db.Idempotency.Where(r => r.CreatedAt < limit).OrderBy(r => r.CreatedAt).Take(AtOnce).ToListAsync(CancellationToken.None);
        unit.Db.Idempotency.RemoveRange(old);
        return old.Count;
    }, cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old idempotency keys could not be forgotten; the next hour tries again")]
    private static partial void Later(ILogger log, Exception e);
}
