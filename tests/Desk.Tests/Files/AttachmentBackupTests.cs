using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Commands;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Files;

public sealed class AttachmentBackupTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_restores_attachments_and_verify_finds_each_of_them()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await StartWithStoredFileAsync(database);
        var store = AttachmentFetchingTests.Store(desk);
        var (file, partialFile) = ((await AttachmentFetchingTests.RowsAsync(desk))[0], store.GetPartialPath(1));
        await File.WriteAllTextAsync(partialFile, "not complete yet", Cancellation);
        var (zip, restored) = (Path.Combine(database.DataDirectory, "desk.zip"), Path.Combine(database.DataDirectory, "restored"));
        (await DeskProgram.RunAsync(database.DataDirectory, "backup", "--to", zip)).AssertSuccess();
        (await DeskProgram.RunAsync(restored, "restore", "--from", zip)).AssertSuccess();
        (await DeskProgram.RunAsync(restored, "verify")).AssertSuccess();
        var relativePath = Path.GetRelativePath(Path.Combine(database.DataDirectory, "attachments"), store.GetPath(file.Id));
        var restoredFile = Path.Combine(restored, "attachments", relativePath);
        Assert.Equal(Jpeg, await File.ReadAllBytesAsync(restoredFile, Cancellation));
        Assert.Single(Directory.GetFiles(Path.Combine(restored, "attachments"), "*", SearchOption.AllDirectories));

        File.Delete(restoredFile);
        var verified = await DeskProgram.RunAsync(restored, "verify");
        Assert.Equal(1, verified.Code);
        Assert.Contains($"attachment {file.Id}", verified.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_reports_files_that_do_not_match_their_rows()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await StartWithStoredFileAsync(database);
        Assert.Empty(await FindingsAsync(desk));
        var file = (await AttachmentFetchingTests.RowsAsync(desk))[0];
        await File.AppendAllTextAsync(AttachmentFetchingTests.Store(desk).GetPath(file.Id), "more", Cancellation);
        await desk.App.Writer.WriteAsync(async unit => (await unit.Db.Attachments.SingleAsync()).HasPlayableCopy = true, Cancellation);
        Assert.Equal(["fileLength", "copyMissing"], await FindingsAsync(desk));
        await desk.App.Writer.WriteAsync(async unit =>
        {
            var row = await unit.Db.Attachments.SingleAsync();
            (row.State, row.NextAttemptAt, row.MessageId) = (AttachmentState.Waiting, null, 123456);
        }, Cancellation);
        Assert.Equal(["astray", "fileForgotten"], await FindingsAsync(desk));
    }

    [Fact]
    public async Task A_partial_file_that_a_crash_left_behind_is_deleted_after_a_day()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await StartWithStoredFileAsync(database);
        var store = AttachmentFetchingTests.Store(desk);
        var (old, young) = (store.GetPartialPath(1), store.GetPartialPath(1));
        foreach (var partialFile in new[] { old, young }) await File.WriteAllTextAsync(partialFile, "x", Cancellation);
        File.SetLastWriteTimeUtc(old, desk.Time.GetUtcNow().UtcDateTime.AddDays(-2));
        store.DeleteStalePartialFiles(desk.Time.GetUtcNow());
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
        Assert.True(File.Exists(store.GetPath((await AttachmentFetchingTests.RowsAsync(desk))[0].Id)));
    }

    private static async Task<TelegramDesk> StartWithStoredFileAsync(TestDatabase database)
    {
        var desk = await TelegramDesk.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        desk.Telegram.AddFile("photo", Jpeg);
        await AttachmentFetchingTests.SubmitAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Photo });
        await AttachmentFetchingTests.WaitUntilAsync(desk, AttachmentState.Kept);
        return desk;
    }

    private static async Task<List<string>> FindingsAsync(TelegramDesk desk)
    {
        var contexts = desk.App.Services.GetRequiredService<IDbContextFactory<DeskDb>>();
        var inspection = new DeskVerifier(contexts, AttachmentFetchingTests.Store(desk));
        return await inspection.RunAsync(Cancellation).Select(finding => finding.Code).ToListAsync(Cancellation);
    }
}
