using EcomCenter.Tests;
using Npgsql;

namespace EcomCenter.Desk.Tests;

public class PostgresServerTests
{
    [Fact]
    public async Task A_database_can_be_made_on_the_test_server()
    {
        await using var server = NpgsqlDataSource.Create(Needs.Postgres());
        var name = $"there_{Guid.NewGuid():N}";
        await using var make = server.CreateCommand($"CREATE DATABASE {name}");
        await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var drop = server.CreateCommand($"DROP DATABASE {name}");
        await drop.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
