using System.Globalization;
using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Bots;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Files;

public sealed class AttachmentFetchingTests
{
    private const long Chat = 4711;

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    private static readonly ChatAddress TelegramChat =
        new(ContactChannel.Telegram, "123456789", Chat.ToString(CultureInfo.InvariantCulture));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_file_is_fetched_once_its_message_is_stored_and_its_type_is_detected_from_its_content(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        desk.Telegram.AddFile("photo", Jpeg);
        await SubmitAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Document, Name = "letter.pdf" });
        var file = await WaitUntilAsync(desk, AttachmentState.Kept);
        Assert.Equal((FileKind.Photo, "image/jpeg", (long)Jpeg.Length), (file.Kind, file.ContentType, file.Size));
        Assert.Equal((null, 0), (file.NextAttemptAt, file.Attempts));
        Assert.Equal(Jpeg, await File.ReadAllBytesAsync(Store(desk).GetPath(file.Id), Cancellation));
    }

    [Fact]
    public async Task A_file_is_fetched_after_failed_attempts_and_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await TelegramDesk.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        desk.Telegram.AddFile("photo", Jpeg);
        desk.Telegram.FailNext(502, method: "getFile", times: 2);
        await SubmitAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Photo });
        await WaitForAttemptsAsync(desk, 1);
        desk.Time.Advance(BackOff.After(1) * 2);
        var waiting = await WaitForAttemptsAsync(desk, 2);
        Assert.True(waiting.NextAttemptAt > desk.Time.GetUtcNow());
        await desk.RestartAsync(("Desk:DataDirectory", database.DataDirectory));
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await WaitUntilAsync(desk, AttachmentState.Kept);
    }

    [Fact]
    public async Task A_file_that_one_node_received_is_fetched_at_once_by_the_node_that_fetches()
    {
        await using var desk = await TelegramDesk.StartAsync(Provider.Postgres);
        desk.Telegram.AddFile("photo", Jpeg);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.App.CreateDb();
            return await db.Leases.AnyAsync(lease => lease.Name == "files", Cancellation);
        });
        var database = desk.App.Services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")!;
        await using var other = await DeskApp.StartAsync(
            Provider.Postgres, desk.Time, null, ("ConnectionStrings:Postgres", database), ("Bots:Hosted", "false"));
        await other.DeskForBots().SubmitAsync(
            CreateMessage(desk, "1", TelegramChat, Language.ZhHans, new IncomingFile { Source = "photo", Kind = FileKind.Photo }),
            Cancellation);
        // No time passes here, so no regular check finds the file.
        await WaitUntilAsync(desk, AttachmentState.Kept);
    }

    [Fact]
    public async Task All_of_many_files_in_one_message_are_fetched()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var files = Enumerable.Range(1, 12).Select(i => new IncomingFile { Source = $"photo{i}", Kind = FileKind.Photo }).ToList();
        foreach (var file in files) desk.Telegram.AddFile(file.Source, Jpeg);
        await SubmitAsync(desk, "1", [.. files]);
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)).TrueForAll(row => row.State is AttachmentState.Kept));
        Assert.Equal(12, (await RowsAsync(desk)).Count);
    }

    [Theory]
    [InlineData(Language.Ug, "MB دىن چوڭ")]
    [InlineData(Language.ZhHans, "超过 20 MB")]
    [InlineData(Language.En, "larger than 20 MB")]
    public async Task A_file_that_is_too_large_is_not_fetched_and_the_resident_is_told_once(Language language, string told)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var receipt = await SubmitAsync(desk, "1", language, new IncomingFile { Source = "film", Kind = FileKind.Video, Size = 20_971_521 },
            new IncomingFile { Source = "film2", Kind = FileKind.Video, Size = 30_000_000 });
        var sent = await desk.Telegram.WaitForMessageAsync(Chat);
        Assert.Contains(told, sent.Text, StringComparison.Ordinal);
        Assert.Contains(receipt.Number.ToString(), sent.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () =>
            (await RowsAsync(desk)).TrueForAll(row => row is { State: AttachmentState.TooLarge, NextAttemptAt: null }));
        Assert.Single(desk.Telegram.Sent);
        Assert.DoesNotContain(desk.Telegram.Calls, call => call.Method == "getFile");
    }

    [Fact]
    public async Task A_size_that_only_the_server_reports_counts_too()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.AddFile("film", new byte[(20 * 1024 * 1024) + 1]);
        await SubmitAsync(desk, "1", new IncomingFile { Source = "film", Kind = FileKind.Video });
        await WaitUntilAsync(desk, AttachmentState.TooLarge);
        Assert.Contains("20 MB", (await desk.Telegram.WaitForMessageAsync(Chat)).Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Store(desk).GetPath(1))!));
    }

    [Fact]
    public async Task A_file_that_the_channel_no_longer_has_is_given_up_after_five_attempts()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await SubmitAsync(desk, "1", new IncomingFile { Source = "x", Kind = FileKind.Photo },
            chat: new(ContactChannel.Telegram, "999", "5"));
        for (var tries = 1; tries < 5; tries++)
        {
            Assert.Equal(AttachmentState.Waiting, (await WaitForAttemptsAsync(desk, tries)).State);
            desk.Time.Advance(BackOff.MaxDelay);
        }

        var gone = await WaitUntilAsync(desk, AttachmentState.Gone);
        Assert.Equal((5, "otherBot", null), (gone.Attempts, gone.LastError, gone.NextAttemptAt));
    }

    [Theory]
    [InlineData(FileKind.Photo, Language.ZhHans, "请拍照发来")]
    [InlineData(FileKind.Document, Language.Ug, "سۈرەتكە تارتىپ ئەۋەتىڭ")]
    [InlineData(FileKind.Voice, Language.En, "record it once more")]
    public async Task A_file_that_can_not_be_fetched_for_three_days_is_given_up_and_the_resident_is_told(
        FileKind kind, Language language, string told)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var receipt = await SubmitAsync(desk, "1", language, new IncomingFile { Source = "unknown", Kind = kind });
        await WaitForAttemptsAsync(desk, 1);
        desk.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(AttachmentState.Waiting, (await WaitForAttemptsAsync(desk, 2)).State);
        // The answer to the ticket is late by then, which the resident is told, too. A clock that leaps while Telegram states the time
        // is doubted.
        await desk.Telegram.WaitForMessageAsync(Chat);
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.State is DeliveryState.Sent));
        desk.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("400", (await WaitUntilAsync(desk, AttachmentState.Gone)).LastError);
        var sent = await desk.Telegram.WaitForMessageAsync(Chat, message => message.Text.Contains(told, StringComparison.Ordinal));
        Assert.Contains(receipt.Number.ToString(), sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_channel_that_is_switched_off_keep_waiting()
    {
        await using var desk = await TelegramDesk.StartAsync(settings: [("Telegram:Token", "")]);
        await SubmitAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Photo });
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ LastError: "off" }]);
        desk.Time.Advance(TimeSpan.FromDays(9));
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ State: AttachmentState.Waiting, Attempts: 0 } file]
            && file.NextAttemptAt > desk.Time.GetUtcNow());
    }

    internal static Task<IntakeReceipt> SubmitAsync(TelegramDesk desk, string id, params IReadOnlyList<IncomingFile> files) =>
        SubmitAsync(desk, id, Language.ZhHans, files);

    private static Task<IntakeReceipt> SubmitAsync(TelegramDesk desk, string id, IncomingFile file, ChatAddress chat) =>
        desk.App.DeskForBots().SubmitAsync(CreateMessage(desk, id, chat, Language.ZhHans, file), Cancellation);

    private static Task<IntakeReceipt> SubmitAsync(
        TelegramDesk desk, string id, Language language, params IReadOnlyList<IncomingFile> files) =>
        desk.App.DeskForBots().SubmitAsync(CreateMessage(desk, id, TelegramChat, language, files), Cancellation);

    private static IncomingMessage CreateMessage(
        TelegramDesk desk, string id, ChatAddress chat, Language language, params IReadOnlyList<IncomingFile> files) =>
        new() { From = chat, ExternalId = id, Text = "[照片]", SentAt = desk.Time.GetUtcNow(), Language = language, Files = files };

    internal static AttachmentStore Store(TelegramDesk desk) => desk.App.Services.GetRequiredService<AttachmentStore>();

    internal static async Task<List<Attachment>> RowsAsync(TelegramDesk desk)
    {
        await using var db = desk.App.CreateDb();
        return await db.Attachments.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancellation);
    }

    internal static async Task<Attachment> WaitUntilAsync(TelegramDesk desk, AttachmentState state)
    {
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ } only] && only.State == state);
        return (await RowsAsync(desk))[0];
    }

    private static async Task<Attachment> WaitForAttemptsAsync(TelegramDesk desk, int attempts)
    {
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ } only] && only.Attempts >= attempts);
        return (await RowsAsync(desk))[0];
    }
}
