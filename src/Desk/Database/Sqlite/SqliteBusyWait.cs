using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>
/// Makes a connection wait for the write lock by trying every millisecond. SQLite's own busy handler soon tries only ten times a second
/// and, under load, misses the gap between two batches of a busy writer.
/// </summary>
internal static class SqliteBusyWait
{
    // One try a millisecond, in practice about half a minute.
    private const int MaxTries = 25_000;

    // The field keeps the delegate alive, because SQLite stores only its address.
    private static readonly BusyHandler Handler = (_, tries) =>
    {
        Thread.Sleep(1);
        return tries < MaxTries ? 1 : 0;
    };

    private delegate int BusyHandler(IntPtr argument, int tries);

    public static void Install(SqliteConnection connection)
    {
        if (connection.Handle is { } handle) _ = SetBusyHandler(handle.DangerousGetHandle(), Handler, IntPtr.Zero);
    }

    // The package of the SQLite library offers no method for this function.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetBusyHandler(IntPtr connection, BusyHandler handler, IntPtr argument);
}
