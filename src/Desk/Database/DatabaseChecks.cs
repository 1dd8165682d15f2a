using System.Data;
using EcomCenter.Desk.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EcomCenter.Desk.Database;

/// <summary>Reads and checks the database as a whole while the desk is running.</summary>
public static class DatabaseChecks
{
    /// <summary>Begins a transaction in which all reads see the same state of the database. It does not block writers.</summary>
    public static async Task<IDbContextTransaction?> BeginConsistentReadAsync(this DeskDb db, CancellationToken cancellation)
    {
        if (db is not SqliteDeskDb) return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        // A transaction begun by EF would take the writer's lock.
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return await db.Database.UseTransactionAsync(transaction, cancellation);
    }

    /// <summary>Returns true when the SQLite file passes its quick check. PostgreSQL checks its own files, so it always passes.</summary>
    public static async Task<bool> IsIntactAsync(this DeskDb db, CancellationToken cancellation)
    {
        if (db is not SqliteDeskDb) return true;
        var check = db.Database.SqlQuery<string>($"SELECT quick_check AS Value FROM pragma_quick_check");
        return await check.FirstAsync(cancellation) is "ok";
    }
}
