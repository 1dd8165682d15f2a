using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>A database that lost committed transactions is noticed, although SQLite opens it without an error.</summary>
public sealed class CommitMarkTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-mark-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Crashed => Path.Combine(_directory, "crashed");

    private string Zip => Path.Combine(_directory, "desk.zip");

    [Fact]
    public async Task A_missing_wal_file_is_noticed_at_start_by_verify_and_by_backup()
    {
        await CrashAsync(withWal: false);
        var verified = await DeskProgram.RunAsync(Crashed, "verify");
        Assert.Equal(1, verified.Code);
        Assert.Matches(@"desk\.db: the last writes are missing \(\d+\)", verified.Out);
        var started = await DeskProgram.RunAsync(Crashed, "serve", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, started.Code);
        Assert.StartsWith("Desk:DataDirectory: ", started.SingleErrorLine, StringComparison.Ordinal);
        Assert.Contains("-wal", started.SingleErrorLine, StringComparison.Ordinal);
        var key = await DeskProgram.RunAsync(Crashed, "key", "create", "--name", "shop", "--scope", "read");
        Assert.Equal((1, ""), (key.Code, key.Out));
        var backedUp = await DeskProgram.RunAsync(Crashed, "backup", "--to", Zip);
        Assert.Equal(1, backedUp.Code);
        Assert.Contains("lost its last writes", backedUp.SingleErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(Zip));
    }

    [Fact]
    public async Task A_database_that_lost_writes_goes_on_after_skipping_the_numbers_on_slips()
    {
        var lost = await CrashAsync(withWal: false);
        (await DeskProgram.RunAsync(Crashed, "skip-numbers")).AssertSuccess();
        (await DeskProgram.RunAsync(Crashed, "verify")).AssertSuccess();
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", Crashed)]);
        Assert.True((await desk.OpenTicketAsync()).Number.ToCounter() > lost + 90_000);
        (await DeskProgram.RunAsync(Crashed, "backup", "--to", Zip)).AssertSuccess();
    }

    [Fact]
    public async Task A_database_that_was_copied_without_its_other_files_is_noticed()
    {
        var lost = await CrashAsync(withWal: false);
        File.Delete(Path.Combine(Crashed, "desk.db-commits"));
        var started = await DeskProgram.RunAsync(Crashed, "serve", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, started.Code);
        Assert.Contains("desk.db-commits is missing", started.SingleErrorLine, StringComparison.Ordinal);
        Assert.Equal(1, (await DeskProgram.RunAsync(Crashed, "backup", "--to", Zip)).Code);
        Assert.Contains("desk.db-commits", (await DeskProgram.RunAsync(Crashed, "verify")).Out, StringComparison.Ordinal);

        (await DeskProgram.RunAsync(Crashed, "skip-numbers")).AssertSuccess();
        (await DeskProgram.RunAsync(Crashed, "verify")).AssertSuccess();
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", Crashed)]);
        Assert.True((await desk.OpenTicketAsync()).Number.ToCounter() > lost + 90_000);
    }

    [Fact]
    public async Task A_mark_that_follows_the_first_commit_a_moment_later_is_not_missing()
    {
        await CrashAsync(withWal: true);
        var (file, beside) = (Path.Combine(Crashed, "desk.db-commits"), Path.Combine(_directory, "mark"));
        File.Move(file, beside);
        using var mark = new CommitMark(new DataDirectory(Crashed));
        var isMissing = Task.Run(mark.IsMissing, Cancellation);
        Assert.NotSame(isMissing, await Task.WhenAny(isMissing, Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation)));
        File.Move(beside, file);
        Assert.False(await isMissing);
    }

    [Fact]
    public async Task A_lost_database_file_is_noticed()
    {
        await CrashAsync(withWal: true);
        foreach (var file in new[] { "desk.db", "desk.db-wal" }) File.Delete(Path.Combine(Crashed, file));
        Assert.Equal(1, (await DeskProgram.RunAsync(Crashed, "serve", "--urls", "http://127.0.0.1:0")).Code);
        Assert.False(File.Exists(Path.Combine(Crashed, "desk.db")));
    }

    [Fact]
    public async Task A_crash_with_its_wal_file_is_no_loss()
    {
        await CrashAsync(withWal: true);
        (await DeskProgram.RunAsync(Crashed, "verify")).AssertSuccess();
        var (desk, _) = await DeskProgram.ServeAsync(Crashed);
        await using (desk) Assert.Equal(0, (await desk.StopAsync()).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000")]
    [InlineData("000000000000000001700000000")]
    [InlineData("not a number at all, but long")]
    public async Task An_incomplete_mark_counts_as_none(string content)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.OpenTicketAsync();
        var mark = desk.Services.GetRequiredService<CommitMark>();
        Assert.True(mark.Read() > 0);
        using var other = new CommitMark(new DataDirectory(Path.Combine(_directory, "other")));
        await File.WriteAllTextAsync(Path.Combine(_directory, "other", "desk.db-commits"), content, Cancellation);
        Assert.Null(other.Read());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Copies the data directory of a working desk as a crash leaves it. Returns the counter of its newest number.</summary>
    private async Task<long> CrashAsync(bool withWal)
    {
        var data = Path.Combine(_directory, "data");
        // The first run ends with a checkpoint, so that only the commits of the second are in the -wal file.
        await using (var first = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", data)])) await first.OpenTicketAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", data)]);
        for (var i = 0; i < 3; i++) await desk.OpenTicketAsync();
        var newest = (await desk.OpenTicketAsync()).Number.ToCounter();
        Directory.CreateDirectory(Crashed);
        foreach (var file in withWal ? ["desk.db-commits", "desk.db", "desk.db-wal"] : new[] { "desk.db-commits", "desk.db" })
            File.Copy(Path.Combine(data, file), Path.Combine(Crashed, file));
        return newest;
    }
}
