using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>Recognises failures of the database file and its disk.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CantOpen = 14;

    public static bool IsFailure(Exception e) =>
        e is SqliteException { SqliteErrorCode: Full or IoError or Busy or Locked or Corrupt or CantOpen or ReadOnly };
}
