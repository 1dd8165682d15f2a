using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EcomCenter.Desk.Tests.Database;

public class SqliteStatementTests
{
    public static TheoryData<object> Values { get; } = new((object[])[
        7, -7L, long.MaxValue, 0.1, true, false, "", "قەھرىمان 😀", new DateOnly(2026, 2, 28), Array.Empty<byte>(), new byte[] { 0, 255 },
        DBNull.Value]);

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_is_stored_as_the_database_library_stores_it(object value)
    {
        using var connection = OpenConnection();
        using var ours = new SqliteStatement(connection, "INSERT INTO stored VALUES (1, @p0)", ["@p0"]);
        using var theirs = connection.CreateCommand();
        theirs.CommandText = "INSERT INTO stored VALUES (2, @p0)";
        theirs.Parameters.AddWithValue("@p0", value);
        ours.Execute([value]);
        theirs.ExecuteNonQuery();
        using var read = new SqliteStatement(connection, "SELECT typeof(value), value, hex(value) FROM stored ORDER BY row", []);
        var rows = read.ReadRows([]);
        Assert.Equal(rows[1], rows[0]);
    }

    [Fact]
    public void Parameters_keep_their_names_in_any_order()
    {
        using var connection = OpenConnection();
        using var statement = new SqliteStatement(connection, "SELECT @p1, @p0, @p1 || @p2", ["@p0", "@p1", "@p2"]);
        Assert.Equal(["b", "a", "bc"], statement.ReadFirstRow(["a", "b", "c"])!);
        Assert.Equal(["y", null, "yz"], statement.ReadFirstRow([DBNull.Value, "y", "z"])!);
    }

    [Fact]
    public void Statement_that_was_refused_can_run_again()
    {
        using var connection = OpenConnection();
        using var statement = new SqliteStatement(connection, "INSERT INTO stored VALUES (@p0, @p1)", ["@p0", "@p1"]);
        statement.Execute([1, "a"]);
        var refusal = Assert.Throws<SqliteException>(() => statement.Execute([1, "b"]));
        Assert.Equal(1555, refusal.SqliteExtendedErrorCode); // SQLITE_CONSTRAINT_PRIMARYKEY
        statement.Execute([2, "b"]);
        using var read = new SqliteStatement(connection, "SELECT value FROM stored WHERE row = @p0", ["@p0"]);
        Assert.Equal(["b"], read.ReadFirstRow([2])!);
        Assert.Null(read.ReadFirstRow([3]));
    }

    [Fact]
    public async Task Every_column_of_the_model_can_be_stored()
    {
        await using var storage = await StorageFixture.OpenAsync();
        await using var db = storage.Db();
        var stored = db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Select(GetStoredType).Distinct();
        Assert.Superset(stored.ToHashSet(), Values.Select(value => value.Data.GetType()).ToHashSet());
    }

    private static Type GetStoredType(IProperty property)
    {
        var type = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE stored (row INTEGER PRIMARY KEY, value)";
        command.ExecuteNonQuery();
        return connection;
    }
}
