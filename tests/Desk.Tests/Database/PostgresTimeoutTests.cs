using EcomCenter.Desk.Database;
using Npgsql;

namespace EcomCenter.Desk.Tests.Database;

public sealed class PostgresTimeoutTests
{
    [Fact]
    public void A_server_that_hangs_is_waited_for_a_bounded_time()
    {
        var given = new NpgsqlConnectionStringBuilder(DatabaseTimeouts.Serve.AddTo("Host=db"));
        Assert.Equal((5, 8), (given.Timeout, given.CommandTimeout));
    }

    [Fact]
    public void Timeouts_of_the_connection_string_win()
    {
        var given = new NpgsqlConnectionStringBuilder(DatabaseTimeouts.Serve.AddTo("Host=db;Command Timeout=99;Timeout=3"));
        Assert.Equal((3, 99), (given.Timeout, given.CommandTimeout));
    }
}
