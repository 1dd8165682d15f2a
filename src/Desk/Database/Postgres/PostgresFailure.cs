using Npgsql;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>Recognises failures of a PostgreSQL server and of the connection to it.</summary>
internal static class PostgresFailure
{
    /// <summary>
    /// Classes of SQL states: connection, refused sign-in, missing database, no resources, intervention of an operator, system error.
    /// </summary>
    private static readonly string[] StateClasses = ["08", "28", "3D", "53", "57", "58"];

    public static bool IsFailure(Exception e) => e switch
    {
        PostgresException refused => refused.IsTransient || StateClasses.Contains(refused.SqlState[..2]),
        // Two commands at once on one connection are a bug.
        NpgsqlOperationInProgressException => false,
        NpgsqlException => true,
        TimeoutException { Source: "Npgsql" } => true,
        _ => false,
    };
}
