using System.Globalization;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tests.Delivery;
using EcomCenter.Desk.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Attachments;

public sealed class FilesAreFetched
{
    private const long Chat = 4711;

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_file_is_fetched_as_soon_as_its_message_is_kept_and_known_by_its_content(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        desk.Telegram.AddFile("photo", Jpeg);
        await SayAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Document, Name = "letter.pdf" });
        var file = await UntilAsync(desk, AttachmentState.Kept);
        Assert.Equal((FileKind.Photo, "image/jpeg", (long)Jpeg.Length, null, 0), (file.Kind, file.ContentType, file.Size, file.NextAttemptAt, file.Attempts));
        Assert.Equal(Jpeg, await File.ReadAllBytesAsync(Store(desk).FileOf(file.Id), Cancellation));
    }

    [Fact]
    public async Task The_line_may_be_down_for_a_while_and_the_program_be_stopped_meanwhile()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await TelegramDesk.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        desk.Telegram.AddFile("photo", Jpeg);
        desk.Telegram.FailNext(502, method: "getFile", times: 2);
        await SayAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Photo });
        await UntilTriedAsync(desk, 1);
        desk.Time.Advance(BackOff.After(1) * 2);
        var waiting = await UntilTriedAsync(desk, 2);
        Assert.True(waiting.NextAttemptAt > desk.Time.GetUtcNow());
        await desk.RestartAsync(("Desk:DataDirectory", database.DataDirectory));
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(desk, AttachmentState.Kept);
    }

    [Fact]
    public async Task Many_files_at_once_hold_nobody_up_and_all_arrive()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var files = Enumerable.Range(1, 12).Select(i => new IncomingFile { Source = $"photo{i}", Kind = FileKind.Photo }).ToList();
        foreach (var file in files) desk.Telegram.AddFile(file.Source, Jpeg);
        await SayAsync(desk, "1", [.. files]);
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)).TrueForAll(row => row.State is AttachmentState.Kept));
        Assert.Equal(12, (await RowsAsync(desk)).Count);
    }

    [Theory]
    [InlineData(Language.Ug, "MB دىن چوڭ")]
    [InlineData(Language.ZhHans, "超过 20 MB")]
    [InlineData(Language.En, "larger than 20 MB")]
    public async Task What_is_too_large_is_not_fetched_and_the_resident_is_told_once_what_to_do_instead(Language language, string told)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var receipt = await SayAsync(desk, "1", language, new IncomingFile { Source = "film", Kind = FileKind.Video, Size = 20_971_521 },
            new IncomingFile { Source = "film2", Kind = FileKind.Video, Size = 30_000_000 });
        var sent = await desk.Telegram.WaitForAsync(Chat);
        Assert.Contains(told, sent.Text, StringComparison.Ordinal);
        Assert.Contains(receipt.Number.ToString(), sent.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)).TrueForAll(row => row is { State: AttachmentState.TooLarge, NextAttemptAt: null }));
        Assert.Single(desk.Telegram.Sent);
        Assert.DoesNotContain(desk.Telegram.Calls, call => call.Method == "getFile");
    }

    [Fact]
    public async Task A_size_that_only_the_server_knows_counts_too()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.AddFile("film", new byte[(20 * 1024 * 1024) + 1]);
        await SayAsync(desk, "1", new IncomingFile { Source = "film", Kind = FileKind.Video });
        await UntilAsync(desk, AttachmentState.TooLarge);
        Assert.Contains("20 MB", (await desk.Telegram.WaitForAsync(Chat)).Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Store(desk).FileOf(1))!));
    }

    [Fact]
    public async Task What_the_channel_does_not_have_any_more_is_given_up_after_some_tries()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await SayAsync(desk, "1", new IncomingFile { Source = "x", Kind = FileKind.Photo }, chat: new(ContactChannel.Telegram, "999", "5"));
        for (var tries = 1; tries < 5; tries++)
        {
            Assert.Equal(AttachmentState.Waiting, (await UntilTriedAsync(desk, tries)).State);
            desk.Time.Advance(BackOff.Longest);
        }

        var gone = await UntilAsync(desk, AttachmentState.Gone);
        Assert.Equal((5, "otherBot", null), (gone.Attempts, gone.LastError, gone.NextAttemptAt));
    }

    [Fact]
    public async Task What_can_not_be_fetched_for_days_is_given_up_then()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await SayAsync(desk, "1", new IncomingFile { Source = "unknown", Kind = FileKind.Photo });
        await UntilTriedAsync(desk, 1);
        desk.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(AttachmentState.Waiting, (await UntilTriedAsync(desk, 2)).State);
        desk.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("400", (await UntilAsync(desk, AttachmentState.Gone)).LastError);
    }

    [Fact]
    public async Task A_channel_that_is_off_loses_nothing()
    {
        await using var desk = await TelegramDesk.StartAsync(settings: [("Telegram:Token", "")]);
        await SayAsync(desk, "1", new IncomingFile { Source = "photo", Kind = FileKind.Photo });
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ LastError: "off" }]);
        desk.Time.Advance(TimeSpan.FromDays(9));
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ State: AttachmentState.Waiting, Attempts: 0 } file] && file.NextAttemptAt > desk.Time.GetUtcNow());
    }

    internal static Task<IntakeReceipt> SayAsync(TelegramDesk desk, string id, params IReadOnlyList<IncomingFile> files) => SayAsync(desk, id, Language.ZhHans, files);

    private static Task<IntakeReceipt> SayAsync(TelegramDesk desk, string id, IncomingFile file, ChatAddress chat) =>
        desk.App.Services.GetRequiredService<IDesk>().SubmitAsync(Message(desk, id, chat, Language.ZhHans, file), Cancellation);

    private static Task<IntakeReceipt> SayAsync(TelegramDesk desk, string id, Language language, params IReadOnlyList<IncomingFile> files) =>
        desk.App.Services.GetRequiredService<IDesk>().SubmitAsync(
            Message(desk, id, new(ContactChannel.Telegram, "123456789", Chat.ToString(CultureInfo.InvariantCulture)), language, files), Cancellation);

    private static IncomingMessage Message(TelegramDesk desk, string id, ChatAddress chat, Language language, params IReadOnlyList<IncomingFile> files) =>
        new() { From = chat, ExternalId = id, Text = "[照片]", SentAt = desk.Time.GetUtcNow(), Language = language, Files = files };

    internal static AttachmentStore Store(TelegramDesk desk) => desk.App.Services.GetRequiredService<AttachmentStore>();

    internal static async Task<List<Attachment>> RowsAsync(TelegramDesk desk)
    {
        await using var db = desk.App.Db();
        return await db.Attachments.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancellation);
    }

    internal static async Task<Attachment> UntilAsync(TelegramDesk desk, AttachmentState state)
    {
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ } only] && only.State == state);
        return (await RowsAsync(desk))[0];
    }

    private static async Task<Attachment> UntilTriedAsync(TelegramDesk desk, int attempts)
    {
        await Eventually.TrueAsync(async () => (await RowsAsync(desk)) is [{ } only] && only.Attempts >= attempts);
        return (await RowsAsync(desk))[0];
    }
}
