using System.IO.Compression;
using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Orders;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EcomCenter.Desk.Tests.Commands;

public sealed class BackupAndVerifyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-backup-").FullName;

    private static Actor Clerk => new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private string BackupFile => Path.Combine(_directory, "desk.zip");

    private string Restored => Path.Combine(_directory, "restored");

    [Fact]
    public async Task A_backup_made_under_load_is_complete_and_contains_every_ticket_accepted_before()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        Directory.CreateDirectory(Path.Combine(database.DataDirectory, "attachments", "ab"));
        await File.WriteAllTextAsync(Path.Combine(database.DataDirectory, "attachments", "ab", "photo"), "bytes");
        using var stop = new CancellationTokenSource();
        var opened = 0;
        var openers = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await OpenTicketAsync(desk);
                Interlocked.Increment(ref opened);
                await Task.Delay(1);
            }
        })).ToArray();
        await Eventually.TrueAsync(() => opened > 50);
        var before = Volatile.Read(ref opened);
        (await DeskProgram.RunAsync(database.DataDirectory, "backup", "--to", BackupFile)).AssertSuccess();
        (await DeskProgram.RunAsync(database.DataDirectory, "verify")).AssertSuccess();
        (await DeskProgram.RunAsync(database.DataDirectory, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        await stop.CancelAsync();
        await Task.WhenAll(openers);

        Assert.True(opened > before, "No ticket was opened during the backup, so the test proved nothing.");
        (await DeskProgram.RunAsync(Restored, "restore", "--from", BackupFile)).AssertSuccess();
        (await DeskProgram.RunAsync(Restored, "verify")).AssertSuccess();
        Assert.InRange(CountTickets(Restored), before, opened);
        Assert.Equal("bytes", await File.ReadAllTextAsync(Path.Combine(Restored, "attachments", "ab", "photo")));
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(Restored, "attachments", "ab")));
        Assert.Equal(["attachments", "desk.db", "desk.db-commits"],
            Directory.EnumerateFileSystemEntries(Restored).Select(Path.GetFileName).Where(n => n is not ("desk.db-shm" or "desk.db-wal"))
            .Order());
    }

    [Fact]
    public async Task A_restore_that_was_cut_off_is_begun_again_but_not_beside_one_that_runs()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]))
            await OpenTicketAsync(desk);
        (await DeskProgram.RunAsync(database.DataDirectory, "backup", "--to", BackupFile)).AssertSuccess();
        var (half, photo) = (Path.Combine(Restored, "restore-1", "desk.db"), Path.Combine(Restored, "attachments", "ab", "photo"));
        foreach (var file in new[] { half, photo })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "half");
        }

        await using (new FileStream(Path.Combine(Restored, "restoring.lock"), FileMode.Create, FileAccess.Write, FileShare.None))
            Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "restore", "--from", BackupFile)).Code);
        Assert.True(File.Exists(half) && File.Exists(photo));
        (await DeskProgram.RunAsync(Restored, "restore", "--from", BackupFile)).AssertSuccess();
        Assert.Equal(1, CountTickets(Restored));
        Assert.Equal(["desk.db", "desk.db-commits"],
            Directory.EnumerateFileSystemEntries(Restored).Select(Path.GetFileName).Where(n => n is not ("desk.db-shm" or "desk.db-wal"))
            .Order());
    }

    [Fact]
    public async Task A_backup_is_restored_only_into_an_empty_directory_and_only_if_complete()
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        (await DeskProgram.RunAsync(Restored, "backup", "--to", BackupFile)).AssertSuccess();
        Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "restore", "--from", BackupFile)).Code);
        var bytes = await File.ReadAllBytesAsync(BackupFile);
        await File.WriteAllBytesAsync(BackupFile + ".half", bytes[..(bytes.Length / 2)]);
        var elsewhere = Path.Combine(_directory, "elsewhere");
        Assert.Equal(1, (await DeskProgram.RunAsync(elsewhere, "restore", "--from", BackupFile + ".half")).Code);
        Assert.Equal(1, (await DeskProgram.RunAsync(elsewhere, "restore", "--from", BackupFile + ".none")).Code);
        // Flips 64 bytes, because one flipped bit of compressed data can still decompress to the same bytes.
        for (var i = bytes.Length / 2; i < (bytes.Length / 2) + 64; i++) bytes[i] ^= 1;
        await File.WriteAllBytesAsync(BackupFile + ".flipped", bytes);
        Assert.Equal(1, (await DeskProgram.RunAsync(elsewhere, "restore", "--from", BackupFile + ".flipped")).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        (await DeskProgram.RunAsync(elsewhere, "restore", "--from", BackupFile)).AssertSuccess();
    }

    [Fact]
    public async Task A_backup_overwrites_an_older_backup_and_no_other_file()
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        (await DeskProgram.RunAsync(Restored, "backup", "--to", BackupFile)).AssertSuccess();
        (await DeskProgram.RunAsync(Restored, "backup", "--to", BackupFile)).AssertSuccess();
        Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "backup", "--to", Path.Combine(Restored, "desk.db"))).Code);
        Assert.Equal(1, (await DeskProgram.RunAsync(Restored, "backup", "--to", Path.Combine(_directory, "none", "desk.zip"))).Code);
        Assert.Equal(1, (await DeskProgram.RunAsync(Path.Combine(_directory, "nothing"), "backup", "--to", BackupFile)).Code);
        (await DeskProgram.RunAsync(Restored, "verify")).AssertSuccess();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile));
    }

    [Fact]
    public async Task Verify_fails_for_a_directory_without_a_database()
    {
        var nowhere = Path.Combine(_directory, "nowhere");
        Assert.Equal(1, (await DeskProgram.RunAsync(nowhere, "verify")).Code);
        Assert.False(File.Exists(Path.Combine(nowhere, "desk.db")));
    }

    [Theory]
    [InlineData("29990101000000_Later", "newer version")]
    [InlineData("20261123104324_Initial", "before the first release")]
    public async Task A_database_of_another_version_is_refused_in_one_sentence(string migration, string reason)
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Restored, "desk.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""INSERT INTO "__EFMigrationsHistory" VALUES ('{migration}', '99.0')""";
            command.ExecuteNonQuery();
        }

        var result = await DeskProgram.RunAsync(Restored, "serve");
        Assert.Equal(1, result.Code);
        Assert.StartsWith("Desk:DataDirectory: ", result.SingleErrorLine, StringComparison.Ordinal);
        Assert.Contains(migration, result.SingleErrorLine, StringComparison.Ordinal);
        Assert.Contains(reason, result.SingleErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0')", "newer version")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"", "already exists")]
    public async Task A_backup_that_this_version_cannot_open_leaves_the_place_empty_for_another_one(string change, string reason)
    {
        (await DeskProgram.RunAsync(Restored, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        var good = Path.Combine(_directory, "good.zip");
        (await DeskProgram.RunAsync(Restored, "backup", "--to", good)).AssertSuccess();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Restored, "desk.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = change;
            command.ExecuteNonQuery();
        }

        using (var zip = ZipFile.Open(BackupFile, ZipArchiveMode.Create))
        {
            await using (var mark = zip.CreateEntry("ecomcenter-backup").Open()) mark.WriteByte((byte)'1');
            zip.CreateEntryFromFile(Path.Combine(Restored, "desk.db"), "desk.db", CompressionLevel.Fastest);
        }

        var elsewhere = Path.Combine(_directory, "elsewhere");
        var refused = await DeskProgram.RunAsync(elsewhere, "restore", "--from", BackupFile);
        Assert.Equal(1, refused.Code);
        Assert.Contains(reason, refused.SingleErrorLine, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        (await DeskProgram.RunAsync(elsewhere, "restore", "--from", good)).AssertSuccess();
        (await DeskProgram.RunAsync(elsewhere, "verify")).AssertSuccess();
    }

    [Fact]
    public async Task A_PostgreSQL_database_of_another_version_is_refused_by_the_name_of_its_setting()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Postgres);
        string[] settings = [.. database.Settings.Skip(1).Select(setting => $"--{setting.Key}={setting.Value}")];
        (await DeskProgram.RunAsync(database.DataDirectory, ["key", "create", "--name", "shop", "--scope", "read", .. settings]))
            .AssertSuccess();
        await using (var source = NpgsqlDataSource.Create(database.Settings.Last().Value))
        await using (var command = source.CreateCommand("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')"""))
            await command.ExecuteNonQueryAsync();

        var result = await DeskProgram.RunAsync(database.DataDirectory, ["serve", .. settings]);
        Assert.Equal(1, result.Code);
        Assert.StartsWith("ConnectionStrings:Postgres: ", result.SingleErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_on_PostgreSQL_refers_to_pg_dump()
    {
        string[] postgres = ["--Desk:Database=postgres", "--ConnectionStrings:Postgres=Host=127.0.0.1;Port=1"];
        var result = await DeskProgram.RunAsync(_directory, ["backup", "--to", BackupFile, .. postgres]);
        Assert.Equal(1, result.Code);
        Assert.Contains("pg_dump", result.SingleErrorLine, StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    internal async Task A_healthy_database_has_no_findings(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenTicketAsync(desk);
        Assert.Empty(await FindingsAsync(desk));
    }

    [Theory]
    [InlineData("UPDATE messages SET Text = 'never said'", "messageChanged")]
    [InlineData("INSERT INTO ratings (Id, TicketId, ResolvedAt, Score, At, Author, Comment, Salt) "
        + "SELECT 9999, Id, ReceivedAt, 1, ReceivedAt, 'resident', 'never said', x'01' FROM tickets", "commentChanged")]
    [InlineData("DELETE FROM ticket_events WHERE Version = 1", "eventGap")]
    [InlineData("UPDATE tickets SET Version = Version + 1", "eventGap")]
    [InlineData("UPDATE tickets SET Sequence = Sequence + 1", "sequence")]
    [InlineData("UPDATE ticket_events SET Type = 'ticketTaken'", "notOpened")]
    [InlineData("UPDATE ticket_events SET Type = 'ticketTeleported'", "eventUnreadable")]
    [InlineData("UPDATE ticket_events SET Data = '['", "eventUnreadable")]
    [InlineData("UPDATE response_cycles SET DueAt = DueAt + 1", "cycleMoved")]
    [InlineData("UPDATE transfer_slips SET DueAt = DueAt + 1", "slipChanged")]
    [InlineData("UPDATE transfer_slips SET State = 'Answered'", "slipChanged")]
    [InlineData("DELETE FROM transfer_slips", "slipLost")]
    [InlineData("UPDATE tickets SET DueAt = DueAt + 1", "shownCycle")]
    [InlineData("UPDATE tickets SET Status = 'Resolved'", "endedUnanswered")]
    [InlineData("UPDATE response_cycles SET State = 'Met'", "cycleState")]
    [InlineData("UPDATE response_cycles SET State = 'Missed', NoticedAt = DueAt", "missUntold")]
    [InlineData("UPDATE response_cycles SET NextCheckAt = NULL", "cycleClock")]
    [InlineData("UPDATE response_cycles SET Ordinal = 2", "cycleOrder")]
    [InlineData("INSERT INTO response_cycles (Id, TicketId, Ordinal, FirstMessageId, StartedAt, DueAt, State, NextCheckAt) "
        + "SELECT Id + 9999, TicketId, 2, FirstMessageId, StartedAt, DueAt, State, NextCheckAt FROM response_cycles", "twoUnanswered")]
    [InlineData("UPDATE counters SET Next = 1 WHERE Name = 'events'", "counterBehind")]
    [InlineData("UPDATE counters SET Next = 100001 WHERE Name = 'numbers'", "counterBehind")]
    [InlineData("UPDATE tickets SET Assignee = 'nobody'", "astray")]
    public async Task A_change_made_outside_the_desk_is_found(string sql, string finding)
    {
        await using var desk = await DeskApp.StartAsync();
        await OpenTicketAsync(desk);
        await using (var db = desk.CreateDb()) await db.Database.ExecuteSqlRawAsync(sql);
        Assert.Contains(finding, (await FindingsAsync(desk)).Select(f => f.Code));
    }

    [Theory]
    [InlineData("Kind", "'Praise'")]
    [InlineData("Status", "'New'")]
    [InlineData("Department", "'product'")]
    [InlineData("Assignee", "NULL")]
    [InlineData("ReceivedAt", "ReceivedAt - 1")]
    [InlineData("EnteredAt", "EnteredAt + 1")]
    [InlineData("UpdatedAt", "UpdatedAt + 1")]
    [InlineData("LastWorkedAt", "LastWorkedAt + 60000")]
    [InlineData("ResolvedAt", "UpdatedAt")]
    [InlineData("ClosedAt", "UpdatedAt")]
    [InlineData("ConfirmedAt", "UpdatedAt")]
    [InlineData("ErasedAfterYears", "3")]
    [InlineData("NeedsSupervisor", "1")]
    [InlineData("NotSolvedCount", "2")]
    [InlineData("Urged", "2")]
    [InlineData("Urged", "0")]
    public async Task A_changed_column_of_a_ticket_is_named(string column, string value)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk");
        var request = new TicketRequest(await OpenTicketAsync(desk), Clerk);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(unit => actions.TakeAsync(unit, request, CancellationToken.None));
        await desk.Writer.WriteAsync(unit => actions.UrgeAsync(
            unit, request with { Actor = Actor.Resident(Language.Ug) }, CancellationToken.None));
        Assert.Empty(await FindingsAsync(desk));
        var sql = $"UPDATE tickets SET {column} = {value}";
        await using (var db = desk.CreateDb()) await db.Database.ExecuteSqlRawAsync(sql);
        Assert.Contains(await FindingsAsync(desk),
            finding => finding.Code == "rowChanged" && finding.ToString().Contains(column, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("transfer_slips", "ActedAt", "slipChanged")]
    [InlineData("transfer_slips", "HandedOverAt", "slipChanged")]
    [InlineData("transfer_slips", "AcceptedAt", "slipChanged")]
    [InlineData("supervision_orders", "DraftedAt", "orderChanged")]
    [InlineData("supervision_orders", "IssuedAt", "orderChanged")]
    public async Task A_changed_time_of_a_slip_or_an_order_is_found(string table, string column, string finding)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenTicketAsync(desk);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(unit => DraftOrder.DraftAsync(
            actions, unit, new(number, Clerk with { Role = StaffRole.Supervisor }), CancellationToken.None));
        Assert.Empty(await FindingsAsync(desk));
        var sql = $"UPDATE {table} SET {column} = COALESCE({column}, 0) + 60000";
        await using (var db = desk.CreateDb()) Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains(finding, (await FindingsAsync(desk)).Select(f => f.Code));
    }

    [Fact]
    public async Task Findings_are_printed_with_their_ticket_and_end_in_exit_code_1()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenTicketAsync(desk);
        const string sql = "UPDATE messages SET Text = 'never said' WHERE Kind = 'FromResident'";
        await using (var db = desk.CreateDb()) await db.Database.ExecuteSqlRawAsync(sql);
        var result = await DeskProgram.RunAsync(desk.Services.GetRequiredService<DataDirectory>().Root, "verify");
        Assert.Equal(1, result.Code);
        Assert.Contains($"{number}: the text of message", result.Out, StringComparison.Ordinal);
        Assert.StartsWith("Findings, listed above: 1.", result.SingleErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_erased_with_its_salt_is_no_finding()
    {
        await using var desk = await DeskApp.StartAsync();
        await OpenTicketAsync(desk);
        await using (var db = desk.CreateDb()) await db.Database.ExecuteSqlRawAsync("UPDATE messages SET Text = '', Salt = x''");
        Assert.Empty(await FindingsAsync(desk));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk)
    {
        var inspection = new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        return await inspection.RunAsync(TestContext.Current.CancellationToken).ToListAsync();
    }

    private static async Task<TicketNumber> OpenTicketAsync(DeskApp desk)
    {
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Complaint, Description = "包裹没有到", Department = "logistics",
            Actor = Clerk,
            Requester = new() { Name = "买买提", Phone = "13800001234" },
        };
        var number = (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(unit =>
            actions.TransferAsync(unit, new(number, request.Actor), "brand", "请查一下", null, CancellationToken.None));
        return number;
    }

    private static int CountTickets(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "desk.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM tickets";
        return Convert.ToInt32(command.ExecuteScalar());
    }
}
