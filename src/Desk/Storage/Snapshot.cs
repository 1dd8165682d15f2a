using System.Data;
using EcomCenter.Desk.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EcomCenter.Desk.Storage;

/// <summary>Looking at the database as a whole, beside a desk that works.</summary>
public static class Snapshot
{
    /// <summary>All reads until it is disposed see one moment. Nobody waits for it.</summary>
    public static async Task<IDbContextTransaction?> OneMomentAsync(this DeskDb db, CancellationToken cancellation)
    {
        if (db is not SqliteDeskDb) return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        // EF's own would take the writer's place.
        return await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), cancellation);
    }

    /// <summary>Whether the file is whole. PostgreSQL looks after its own.</summary>
    public static async Task<bool> IsSoundAsync(this DeskDb db, CancellationToken cancellation) =>
        db is not SqliteDeskDb || await db.Database.SqlQuery<string>($"SELECT quick_check AS Value FROM pragma_quick_check").FirstAsync(cancellation) is "ok";
}
