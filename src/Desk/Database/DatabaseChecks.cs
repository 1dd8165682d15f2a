using EcomCenter.Desk.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>Checks the database as a whole while the desk is running.</summary>
public static class DatabaseChecks
{
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Returns true when the SQLite file passes its quick check. PostgreSQL checks its own files, so it always passes.</summary>
    public static async Task<bool> IsIntactAsync(this DeskDb db, CancellationToken cancellation)
    {
        if (db is not SqliteDeskDb) return true;
        var check = db.Database.SqlQuery<string>($"SELECT quick_check AS Value FROM pragma_quick_check");
        try
        {
            return await check.ToListAsync(cancellation) is ["ok"];
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return false;
        }
    }
}
