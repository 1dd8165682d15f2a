using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Database.Sqlite;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Recognises failures of the database itself: it is unreachable, hangs, is locked, or its disk is full or broken. Nobody's request is
/// wrong then, and the same request works later.
/// </summary>
internal static class DatabaseFailure
{
    /// <summary>
    /// Returns the failure of the database that caused the exception; null if something else did. Looks at inner exceptions, because EF
    /// wraps failures that it takes for transient.
    /// </summary>
    public static Exception? FindCause(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            if (IsFailure(cause)) return cause;
        return null;
    }

    private static bool IsFailure(Exception e) =>
        e is StoreTimeoutException
        || PostgresFailure.IsFailure(e) || SqliteFailure.IsFailure(e);
}
