using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Database.Disks;

/// <summary>The start after a crash: SQLite's files are copied while the desk runs, as a power cut leaves them.</summary>
public sealed class DatabaseIntegrityTests : IDisposable
{
    private const int PageSize = 4096;

    private readonly string _folder = Directory.CreateTempSubdirectory("desk-crash-").FullName;

    private string Database => Path.Combine(_folder, "desk.db");

    [Fact]
    public async Task A_sound_database_is_ready_after_a_crash()
    {
        await CopyRunningDeskAsync();
        await using var desk = await StartCopyAsync();
        Assert.Equal(HttpStatusCode.OK, await desk.AnonymousClient().StatusOfAsync("/healthz/ready"));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await desk.AnonymousClient().StatusOfAsync("/healthz/ready"));
    }

    [Fact]
    public async Task A_damaged_database_is_found_after_a_crash_and_the_board_says_so()
    {
        await CopyRunningDeskAsync();
        DamageIndex();
        await using var desk = await StartCopyAsync();
        var watchdog = desk.AnonymousClient();
        await Eventually.TrueAsync(async () => await watchdog.StatusOfAsync("/healthz/ready") is HttpStatusCode.ServiceUnavailable);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        Assert.Contains(DeskTexts.Format(Language.En, "disk.damaged"), (await clerk.OpenAsync("/desk?lang=en")).Text,
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<DeskApp> StartCopyAsync(string folder) => DeskApp.StartAsync(settings: ("Desk:DataDirectory", folder));

    private Task<DeskApp> StartCopyAsync() => StartCopyAsync(_folder);

    private async Task CopyRunningDeskAsync()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.OpenTicketAsync("核桃");
        var directory = desk.Services.GetRequiredService<DataDirectory>();
        await using (var connection = new SqliteConnection(directory.SqliteConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await desk.OpenTicketAsync("红枣");
        foreach (var file in new DirectoryInfo(directory.Root).EnumerateFiles("desk.db*")) file.CopyTo(Path.Combine(_folder, file.Name));
    }

    private void DamageIndex()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'security_events' LIMIT 1";
        var page = (long)command.ExecuteScalar()!;
        using var file = File.OpenWrite(Database);
        file.Position = (page - 1) * PageSize;
        file.Write(Enumerable.Repeat((byte)0xEE, PageSize).ToArray());
    }
}
