using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>
/// Makes a connection wait for the write lock by trying every millisecond. SQLite's own busy handler soon tries only ten times a second
/// and, under load, misses the gap between two batches of a busy writer.
/// </summary>
internal static class SqliteBusyWait
{
    // One try a millisecond, in practice about half a minute. The short wait has at least the five seconds that the connection's own
    // timeout asks for, or the connection would wait once more.
    private const int MaxTries = 25_000, MaxTriesOfShortWait = 5_000;

    // The fields keep the delegates alive, because SQLite stores only their address.
    private static readonly BusyHandler Handler = (_, tries) => SleepAndTryAgain(tries, MaxTries);
    private static readonly BusyHandler ShortHandler = (_, tries) => SleepAndTryAgain(tries, MaxTriesOfShortWait);

    private delegate int BusyHandler(IntPtr argument, int tries);

    public static void Install(SqliteConnection connection) => Install(connection, Handler);

    /// <summary>
    /// Installs a wait of about five seconds, for the writer: everybody who writes waits behind it, and the program cannot stop meanwhile.
    /// </summary>
    public static void InstallShort(SqliteConnection connection) => Install(connection, ShortHandler);

    private static void Install(SqliteConnection connection, BusyHandler handler)
    {
        if (connection.Handle is { } handle) _ = SetBusyHandler(handle.DangerousGetHandle(), handler, IntPtr.Zero);
    }

    private static int SleepAndTryAgain(int tries, int maxTries)
    {
        Thread.Sleep(1);
        return tries < maxTries ? 1 : 0;
    }

    // The package of the SQLite library offers no method for this function.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetBusyHandler(IntPtr connection, BusyHandler handler, IntPtr argument);
}
