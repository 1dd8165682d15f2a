using System.Net.Sockets;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace EcomCenter.Desk.Tests.Database;

public sealed class DatabaseOutageTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly LoggerFactory _plain = new();
    private readonly OutageLoggerFactory _logs;
    private readonly DatabaseOutage _outage;

    public DatabaseOutageTests()
    {
        _plain.AddProvider(_log);
        _outage = new(_time, new Logger<DatabaseOutage>(_plain));
        _logs = new(_plain, () => _outage);
    }

    public static TheoryData<Exception> Failures() =>
    [
        new NpgsqlException("refused", new SocketException(111)),
        new PostgresException("starting up", "FATAL", "FATAL", "57P03"),
        new PostgresException("no such database", "FATAL", "FATAL", "3D000"),
        new SqliteException("locked", 5), new SqliteException("full", 13), new SqliteException("disk error", 10),
        new StoreTimeoutException(),
    ];

    [Theory, MemberData(nameof(Failures))]
    public void A_failure_of_the_database_is_found_wherever_it_is_wrapped(Exception failure)
    {
        Assert.Same(failure, DatabaseFailure.FindCause(failure));
        Assert.Same(failure, DatabaseFailure.FindCause(new InvalidOperationException("transient", new DbUpdateException("", failure))));
        Assert.Same(failure, DatabaseFailure.FindCause(new StorageUnavailableException(failure)));
    }

    [Theory]
    [InlineData("Host=no-such-server.invalid")]
    [InlineData("Host=127.0.0.1;Port=1")]
    public async Task A_server_that_cannot_be_reached_is_an_outage(string address)
    {
        await using var connection = new NpgsqlConnection(address + ";Username=desk;Timeout=5");
        var failure = await Record.ExceptionAsync(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(failure);
        Assert.True(_outage.TryReport(new InvalidOperationException("", failure)), failure.ToString());
    }

    [Fact]
    public void A_fault_of_the_program_or_of_its_data_is_no_outage()
    {
        Exception[] faults =
        [
            new InvalidOperationException(), new PostgresException("duplicate", "ERROR", "ERROR", "23505"),
            new PostgresException("syntax", "ERROR", "ERROR", "42601"), new SqliteException("constraint", 19),
            new HttpRequestException("", new SocketException(111)), new OperationCanceledException(), new TimeoutException(),
        ];
        Assert.All(faults, fault => Assert.False(_outage.TryReport(fault)));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void One_outage_is_one_line_at_its_beginning_and_one_at_its_end()
    {
        for (var i = 0; i < 3; i++) Assert.True(_outage.TryReport(new SqliteException("locked", 5)));
        Assert.StartsWith($"Error: Outage {_outage.Reference}: ", Assert.Single(_log.Lines), StringComparison.Ordinal);

        _outage.EndIfQuiet();
        Assert.Single(_log.Lines);
        _time.Advance(_outage.QuietPeriod);
        _outage.EndIfQuiet();
        _outage.EndIfQuiet();
        Assert.StartsWith($"Warning: Outage {_outage.Reference} is over", _log.Lines.Skip(1).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_puts_off_the_end()
    {
        _outage.TryReport(new SqliteException("locked", 5));
        _time.Advance(_outage.QuietPeriod * 0.9);
        _outage.TryReport(new SqliteException("locked", 5));
        _time.Advance(_outage.QuietPeriod * 0.9);
        Assert.False(_outage.MayBeOver);
        _outage.EndIfQuiet();
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void A_failure_that_anybody_logs_begins_the_outage_instead()
    {
        var anybody = _logs.CreateLogger("Microsoft.SomeLibrary");
        for (var i = 0; i < 3; i++) anybody.LogError(new InvalidOperationException("", new SqliteException("locked", 5)), "Failed.");
        Assert.Contains("Outage", Assert.Single(_log.Lines), StringComparison.Ordinal);
        anybody.LogError(new InvalidOperationException(), "Another fault.");
        Assert.Equal("Error: Another fault.", _log.Lines.Last());
    }

    public void Dispose()
    {
        _logs.Dispose();
        _plain.Dispose();
        _log.Dispose();
    }
}
