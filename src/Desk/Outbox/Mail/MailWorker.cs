using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox.Mail;

/// <summary>
/// Sends the queued e-mails, and repeats failed ones less and less often. One may be sent twice, when the program ends between the server's
/// word and the commit.
/// </summary>
internal sealed partial class MailWorker(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, MailTransport transport, IOptions<MailOptions> options, ILeases leases,
    IDatabaseOutage outage, TimeProvider time, ILogger<MailWorker> log) : BackgroundService
{
    private const int BatchSize = 50;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10), MaxPause = TimeSpan.FromMinutes(30);

    /// <summary>The age at which an e-mail is given up: the warning is stale.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => !options.Value.IsOn ? Task.CompletedTask
        : new BackgroundLoop(time, SweepInterval).RunAsync(
            SendAsync, outage.ReportOr(failure => LogNotSent(failure.GetType().Name)), stoppingToken);

    private async Task<DateTimeOffset?> SendAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync("mail", cancellation)) return null;
        var due = await FindDueAsync(cancellation);
        if (due.Count == 0) return null;
        var reported = new HashSet<long>();
        try
        {
            await transport.SendAsync(due, async (mail, refusal) =>
            {
                reported.Add(mail.Id);
                await (refusal is null ? DeleteAsync(mail, cancellation) : PostponeAsync([mail], refusal, cancellation));
            }, cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
        {
            // A mail server fails in any way: its mails are put off, and the failure stands on the page of channels.
            await PostponeAsync([.. due.Where(mail => !reported.Contains(mail.Id))], failure, cancellation);
        }

        return due.Count == BatchSize ? time.Now() : null;
    }

    private async Task<List<StaffMailRow>> FindDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        return await db.StaffMails.AsNoTracking().Where(mail => mail.NextAttemptAt <= now).OrderBy(mail => mail.NextAttemptAt)
            .Take(BatchSize).ToListAsync(cancellation);
    }

    private Task DeleteAsync(StaffMailRow mail, CancellationToken cancellation) => writer.WriteAsync(
        unit => unit.Db.StaffMails.Where(row => row.Id == mail.Id).ExecuteDeleteAsync(cancellation), cancellation);

    private Task PostponeAsync(IReadOnlyList<StaffMailRow> mails, Exception failure, CancellationToken cancellation)
    {
        LogNotSent(failure.GetType().Name);
        return writer.WriteAsync(async unit =>
        {
            var ids = mails.Select(mail => mail.Id).ToList();
            foreach (var row in await unit.Db.StaffMails.Where(mail => ids.Contains(mail.Id)).ToListAsync(cancellation))
            {
                if (unit.Now - row.CreatedAt > MaxAge) unit.Db.Remove(row);
                row.Attempts++;
                row.NextAttemptAt = unit.Now + Pause(row.Attempts);
            }
        }, cancellation);
    }

    private static TimeSpan Pause(int attempts) => TimeSpan.FromMinutes(Math.Min(Math.Pow(2, attempts - 1), MaxPause.TotalMinutes));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not send e-mail to staff ({ErrorType}). Retrying")]
    private partial void LogNotSent(string errorType);
}
