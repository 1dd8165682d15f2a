using System.Data.Common;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Records who signed in, changed accounts and keys, and saw what. It writes outside the writer, as commands beside a running desk do. What
/// was recorded has happened already, so a database that can't be written costs the entry and not the work: the program's log gets it then.
/// </summary>
public sealed partial class SecurityLog(IDbContextFactory<DeskDb> contexts, TimeProvider time, ILogger<SecurityLog> log)
{
    /// <summary>The number of days that entries are kept.</summary>
    public const int RetentionDays = 400;

    public async Task RecordAsync(SecurityEventKind kind, SecurityOrigin by, string subject = "")
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.SecurityEvents.Add(new() { At = time.Now(), Kind = kind, User = by.User, Subject = subject, Address = by.Address });
            await db.SaveChangesAsync();
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException || DatabaseFailure.FindCause(failure) is not null)
        {
            LogNotRecorded(kind, by.User, subject, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not record {Kind} by {User} on {Subject} in the security log ({ErrorType}).")]
    private partial void LogNotRecorded(SecurityEventKind kind, string user, string subject, string errorType);
}
