using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Commands;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Tests.Database.Backup;

/// <summary>A copy is checked before it replaces an older backup.</summary>
public sealed class BackupCheckTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-check-").FullName;

    private string Data => Path.Combine(_directory, "data");

    private string Database => Path.Combine(Data, "desk.db");

    private string Zip => Path.Combine(_directory, "desk.zip");

    [Fact]
    public Task A_database_with_damaged_pages_does_not_replace_a_good_backup() => AssertKeepsGoodBackupAsync(() =>
    {
        using var file = new FileStream(Database, FileMode.Open);
        file.Position = file.Length / 2;
        file.Write(new byte[16 * 1024]);
    });

    [Fact]
    public Task A_file_that_is_no_database_does_not_replace_a_good_backup() =>
        AssertKeepsGoodBackupAsync(() => File.WriteAllText(Database, new string('x', 8192)));

    [Fact]
    public Task An_emptied_database_does_not_replace_a_good_backup() => AssertKeepsGoodBackupAsync(() => File.WriteAllText(Database, ""));

    [Fact]
    public Task An_index_that_misses_rows_does_not_replace_a_good_backup() => AssertKeepsGoodBackupAsync(() =>
    {
        // A quick check does not compare an index with its table, but the queries of the desk rely on it.
        Execute("PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'IX_api_keys_Name'");
        Execute("REINDEX IX_api_keys_Name");
        Execute("PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'IX_api_keys_Name'");
    });

    [Fact]
    public Task A_backup_that_would_take_the_room_of_new_tickets_is_refused() => AssertKeepsGoodBackupAsync(() =>
    {
        // A hole takes no space, but its copy would.
        using var file = new FileStream(Database, FileMode.Open);
        file.SetLength(new DriveInfo(_directory).AvailableFreeSpace);
    }, "has no room for a copy of the database");

    [Theory]
    [InlineData("missing")]
    [InlineData("cut off")]
    [InlineData("one byte changed")]
    public async Task A_file_of_a_resident_that_is_damaged_does_not_replace_a_good_backup(string damage)
    {
        await OpenTicketWithPhotoAsync();
        await AssertKeepsGoodBackupAsync(() =>
        {
            var photo = Directory.GetFiles(Path.Combine(Data, "attachments"), "*", SearchOption.AllDirectories).Single();
            if (damage is "missing") File.Delete(photo);
            else if (damage is "cut off") File.WriteAllText(photo, "cut off");
            else ChangeLastByte(photo);
        }, "missing or damaged");
        var verified = await DeskProgram.RunAsync(Data, "verify");
        Assert.Matches("attachment [0-9]+.*(missing|bytes long|not what was stored)", verified.Out);
        // What is left of the desk is kept beside it.
        var restored = Path.Combine(_directory, "restored");
        (await DeskProgram.RunAsync(restored, "restore", "--from", Path.ChangeExtension(Zip, ".incomplete.zip"))).AssertSuccess();
    }

    [Theory]
    [InlineData("messages", "1")]
    [InlineData("messages", "Id = (SELECT max(Id) FROM messages)")]
    [InlineData("ticket_events", "1")]
    [InlineData("response_cycles", "1")]
    [InlineData("secrets", "1")]
    [InlineData("api_keys", "1")]
    public async Task A_table_that_lost_rows_does_not_replace_a_good_backup(string table, string where)
    {
        await OpenTicketWithPhotoAsync();
        await AssertKeepsGoodBackupAsync(
            () => Execute("PRAGMA foreign_keys = OFF", "DELETE FROM attachments", $"DELETE FROM {table} WHERE {where}"), "fewer tickets");
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("secrets")]
    public async Task The_first_backup_of_a_database_with_an_emptied_table_is_refused_too(string table)
    {
        await OpenTicketWithPhotoAsync();
        Execute("PRAGMA foreign_keys = OFF", "DELETE FROM attachments", $"DELETE FROM {table}");
        var result = await DeskProgram.RunAsync(Data, "backup", "--to", Zip);
        Assert.Equal(1, result.Code);
        Assert.False(File.Exists(Zip));
    }

    [Fact]
    public async Task A_database_that_goes_on_without_its_lost_rows_is_backed_up_again()
    {
        await OpenTicketWithPhotoAsync();
        (await DeskProgram.RunAsync(Data, "backup", "--to", Zip)).AssertSuccess();
        Execute("DELETE FROM api_keys");
        (await DeskProgram.RunAsync(Data, "skip-numbers")).AssertSuccess();
        (await DeskProgram.RunAsync(Data, "backup", "--to", Zip)).AssertSuccess();
    }

    [Fact]
    public void Every_refusal_has_a_text() => Assert.All(
        Enum.GetValues<BackupRefusal>().Select(reason => "command.refusal." + EnumCode.From(reason)),
        key => Assert.True(DeskTexts.Contains(key), key));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task OpenTicketWithPhotoAsync()
    {
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", Data)]);
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var file = (await staff.UploadAsync(AttachmentTests.Jpeg, "a.jpg"))["id"].GetString()!;
        await staff.OpenTicketAsync(AttachmentTests.TicketBodyWithFile(file));
        await staff.OpenTicketAsync();
    }

    private static void ChangeLastByte(string file)
    {
        var content = File.ReadAllBytes(file);
        content[^1] ^= 1;
        File.WriteAllBytes(file, content);
    }

    private async Task AssertKeepsGoodBackupAsync(Action damage, string reason = "is damaged")
    {
        (await DeskProgram.RunAsync(Data, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        (await DeskProgram.RunAsync(Data, "backup", "--to", Zip)).AssertSuccess();
        var good = await File.ReadAllBytesAsync(Zip);
        damage();
        var result = await DeskProgram.RunAsync(Data, "backup", "--to", Zip);
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.Contains(reason, result.SingleErrorLine, StringComparison.Ordinal);
        Assert.Equal(good, await File.ReadAllBytesAsync(Zip));
        Assert.Equal([Zip], Directory.GetFiles(_directory).Where(file => !file.EndsWith(".incomplete.zip", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFiles(Data, "*.tmp"));
    }

    private void Execute(params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
