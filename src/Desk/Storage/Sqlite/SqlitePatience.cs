using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Storage.Sqlite;

/// <summary>
/// How a connection waits for its turn to write. SQLite's own way soon looks only ten times a second, and under load never finds the moment between
/// two batches of a busy writer; this one looks every millisecond.
/// </summary>
internal static class SqlitePatience
{
    // About half a minute.
    private const int MostTries = 25_000;

    // Kept here, as SQLite keeps only its address.
    private static readonly BusyHandler Wait = (_, tries) =>
    {
        Thread.Sleep(1);
        return tries < MostTries ? 1 : 0;
    };

    private delegate int BusyHandler(IntPtr argument, int tries);

    public static void Give(SqliteConnection connection)
    {
        if (connection.Handle is { } handle) _ = SetBusyHandler(handle.DangerousGetHandle(), Wait, IntPtr.Zero);
    }

    // The one SQLite library of this program; its package has no method for this.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetBusyHandler(IntPtr connection, BusyHandler handler, IntPtr argument);
}
