using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Commands;

public sealed class BackupAndVerify : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("desk-backup-").FullName;

    private string File_ => Path.Combine(_place, "desk.zip");

    private string Restored => Path.Combine(_place, "restored");

    [Fact]
    public async Task A_backup_made_while_tickets_pour_in_is_whole_and_holds_all_that_was_accepted_before()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        Directory.CreateDirectory(Path.Combine(database.DataDirectory, "attachments", "ab"));
        await File.WriteAllTextAsync(Path.Combine(database.DataDirectory, "attachments", "ab", "photo"), "bytes");
        using var enough = new CancellationTokenSource();
        var opened = 0;
        var pouring = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await OpenAsync(desk);
                Interlocked.Increment(ref opened);
                await Task.Delay(1);
            }
        })).ToArray();
        await Eventually.TrueAsync(() => opened > 50);
        var before = Volatile.Read(ref opened);
        (await DeskProgram.RunAsync(database.DataDirectory, "backup", "--to", File_)).Well();
        (await DeskProgram.RunAsync(database.DataDirectory, "verify")).Well();
        (await DeskProgram.RunAsync(database.DataDirectory, "key", "create", "--name", "shop", "--scope", "read")).Well();
        await enough.CancelAsync();
        await Task.WhenAll(pouring);

        Assert.True(opened > before, "Nothing came in meanwhile, so nothing was shown.");
        (await DeskProgram.RunAsync(Restored, "restore", "--from", File_)).Well();
        (await DeskProgram.RunAsync(Restored, "verify")).Well();
        Assert.InRange(Count(Restored), before, opened);
        Assert.Equal("bytes", await File.ReadAllTextAsync(Path.Combine(Restored, "attachments", "ab", "photo")));
        Assert.Equal(["attachments", "desk.db"], Directory.EnumerateFileSystemEntries(Restored).Select(Path.GetFileName).Where(n => n is not ("desk.db-shm" or "desk.db-wal")).Order());
    }

    [Fact]
    public async Task A_backup_is_put_back_only_where_nothing_is_and_only_if_it_is_whole()
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).Well();
        (await DeskProgram.RunAsync(Restored, "backup", "--to", File_)).Well();
        Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "restore", "--from", File_)).Code);
        var bytes = await File.ReadAllBytesAsync(File_);
        await File.WriteAllBytesAsync(File_ + ".half", bytes[..(bytes.Length / 2)]);
        var elsewhere = Path.Combine(_place, "elsewhere");
        Assert.Equal(1, (await DeskProgram.RunAsync(elsewhere, "restore", "--from", File_ + ".half")).Code);
        Assert.Equal(1, (await DeskProgram.RunAsync(elsewhere, "restore", "--from", File_ + ".none")).Code);
        // A single bit may say the same in other words: a run of zeros is a run of zeros from wherever it is copied.
        for (var i = bytes.Length / 2; i < (bytes.Length / 2) + 64; i++) bytes[i] ^= 1;
        await File.WriteAllBytesAsync(File_ + ".flipped", bytes);
        Assert.Equal(1, (await DeskProgram.RunAsync(elsewhere, "restore", "--from", File_ + ".flipped")).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        (await DeskProgram.RunAsync(elsewhere, "restore", "--from", File_)).Well();
    }

    [Fact]
    public async Task A_backup_replaces_an_older_one_and_nothing_else()
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).Well();
        (await DeskProgram.RunAsync(Restored, "backup", "--to", File_)).Well();
        (await DeskProgram.RunAsync(Restored, "backup", "--to", File_)).Well();
        Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "backup", "--to", Path.Combine(Restored, "desk.db"))).Code);
        Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "backup", "--to", Path.Combine(_place, "none", "desk.zip"))).Code);
        Assert.Equal(1, (await DeskProgram.RunAsync(Path.Combine(_place, "nothing"), "backup", "--to", File_)).Code);
        (await DeskProgram.RunAsync(Restored, "verify")).Well();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File_));
    }

    [Fact]
    public async Task A_mistyped_place_is_told_instead_of_found_in_order()
    {
        var nowhere = Path.Combine(_place, "nowhere");
        Assert.Equal(1, (await DeskProgram.RunAsync(nowhere, "verify")).Code);
        Assert.False(File.Exists(Path.Combine(nowhere, "desk.db")));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).Well();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Restored, "desk.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')""";
            command.ExecuteNonQuery();
        }

        var ended = await DeskProgram.RunAsync(Restored, "verify");
        Assert.Equal(1, ended.Code);
        Assert.Contains("29990101000000_Later", ended.OnlyError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_its_own_tools_are_named()
    {
        string[] postgres = ["--Desk:Database=postgres", "--ConnectionStrings:Postgres=Host=127.0.0.1;Port=1"];
        var ended = await DeskProgram.RunAsync(_place, ["backup", "--to", File_, .. postgres]);
        Assert.Equal(1, ended.Code);
        Assert.Contains("pg_dump", ended.OnlyError, StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    internal async Task A_desk_that_worked_has_nothing_to_find(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk);
        Assert.Empty(await FindingsAsync(desk));
    }

    [Theory]
    [InlineData("UPDATE messages SET Text = 'never said'", "messageChanged")]
    [InlineData("INSERT INTO ratings (Id, TicketId, ResolvedAt, Score, At, \"By\", Comment, Salt) SELECT 9999, Id, ReceivedAt, 1, ReceivedAt, 'resident', 'never said', x'01' FROM tickets", "commentChanged")]
    [InlineData("DELETE FROM ticket_events WHERE Version = 1", "eventGap")]
    [InlineData("UPDATE tickets SET Version = Version + 1", "eventGap")]
    [InlineData("UPDATE tickets SET Sequence = Sequence + 1", "sequence")]
    [InlineData("UPDATE ticket_events SET Type = 'ticketTaken'", "notOpened")]
    [InlineData("UPDATE response_cycles SET DueAt = DueAt + 1", "cycleMoved")]
    [InlineData("UPDATE tickets SET DueAt = DueAt + 1", "shownCycle")]
    [InlineData("UPDATE tickets SET Status = 'Resolved'", "endedUnanswered")]
    [InlineData("UPDATE response_cycles SET State = 'Met'", "cycleState")]
    [InlineData("UPDATE response_cycles SET State = 'Missed', NoticedAt = DueAt", "missUntold")]
    [InlineData("UPDATE response_cycles SET NextRungAt = NULL", "cycleClock")]
    [InlineData("UPDATE response_cycles SET Ordinal = 2", "cycleOrder")]
    [InlineData("INSERT INTO response_cycles (Id, TicketId, Ordinal, FirstMessageId, StartedAt, DueAt, State, NextRungAt) SELECT Id + 9999, TicketId, 2, FirstMessageId, StartedAt, DueAt, State, NextRungAt FROM response_cycles", "twoUnanswered")]
    [InlineData("UPDATE counters SET Next = 1 WHERE Name = 'events'", "counterBehind")]
    [InlineData("UPDATE counters SET Next = 100001 WHERE Name = 'numbers'", "counterBehind")]
    [InlineData("UPDATE tickets SET Assignee = 'nobody'", "astray")]
    public async Task What_was_changed_behind_the_desks_back_is_found(string sql, string finding)
    {
        await using var desk = await DeskApp.StartAsync();
        await OpenAsync(desk);
        await using (var db = desk.Db()) await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, sql);
        Assert.Contains(finding, (await FindingsAsync(desk)).Select(f => f.Code));
    }

    [Fact]
    public async Task Findings_are_printed_with_their_ticket_and_end_in_exit_code_1()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk);
        await using (var db = desk.Db()) await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "UPDATE messages SET Text = 'never said'");
        var ended = await DeskProgram.RunAsync(desk.Services.GetRequiredService<DataDirectory>().Path, "verify");
        Assert.Equal(1, ended.Code);
        Assert.Contains($"{number}: the words of message", ended.Out, StringComparison.Ordinal);
        Assert.StartsWith("1 finding", ended.OnlyError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_were_erased_with_their_salt_are_no_finding()
    {
        await using var desk = await DeskApp.StartAsync();
        await OpenAsync(desk);
        await using (var db = desk.Db()) await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "UPDATE messages SET Text = '', Salt = x''");
        Assert.Empty(await FindingsAsync(desk));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_place, recursive: true);
    }

    private static async Task<List<EcomCenter.Desk.Commands.Verify.Finding>> FindingsAsync(DeskApp desk)
    {
        var inspection = new EcomCenter.Desk.Commands.Verify.Inspection(
            desk.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        return await inspection.RunAsync(TestContext.Current.CancellationToken).ToListAsync();
    }

    private static async Task<TicketNumber> OpenAsync(DeskApp desk)
    {
        var door = desk.Services.GetRequiredService<IntakeDoor>();
        var matter = new Matter
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Complaint, Description = "包裹没有到", Department = "logistics",
            Actor = new() { By = By.Staff("clerk"), Role = StaffRole.Clerk }, Requester = new() { Name = "买买提", Phone = "13800001234" },
        };
        return (await desk.Writer.WriteAsync(unit => door.TakeAsync(unit, matter, CancellationToken.None))).Ticket.Number;
    }

    private static int Count(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "desk.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM tickets";
        return Convert.ToInt32(command.ExecuteScalar());
    }
}
