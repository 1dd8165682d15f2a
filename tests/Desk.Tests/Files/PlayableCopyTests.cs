using EcomCenter.Contracts;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Tests.Files;

public sealed class PlayableCopyTests
{
    private static readonly IncomingFile Voice = new() { Source = "voice", Kind = FileKind.Voice, Duration = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_voice_note_gets_a_copy_that_every_browser_plays(bool ogg)
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.AddFile("voice", ogg ? await SampleRecording.OggAsync() : await SampleRecording.WebmAsync());
        await AttachmentFetchingTests.SubmitAsync(desk, "1", Voice);
        var file = await WaitUntilDoneAsync(desk);
        Assert.Equal((true, FileKind.Voice, ogg ? "audio/ogg" : "audio/webm"), (file.HasPlayableCopy, file.Kind, file.ContentType));
        var copy = AttachmentFetchingTests.Store(desk).GetPath(file.Id, AttachmentStore.PlayableSuffix);
        Assert.Contains("aac", await SampleRecording.ProbeAsync(copy), StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken);
        // The index (moov) precedes the sound (mdat), so that browsers play the file while it loads.
        Assert.InRange(bytes.AsSpan().IndexOf("moov"u8), 1, bytes.AsSpan().IndexOf("mdat"u8));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(copy)!).Length);
    }

    [Fact]
    public async Task Without_ffmpeg_the_original_is_kept_and_nothing_waits()
    {
        await using var desk = await TelegramDesk.StartAsync(
            adjust: builder => builder.Services.Replace(ServiceDescriptor.Singleton(new Ffmpeg(null))));
        desk.Telegram.AddFile("voice", [.. "OggS"u8, .. new byte[500]]);
        await AttachmentFetchingTests.SubmitAsync(desk, "1", Voice);
        Assert.Equal((false, "audio/ogg"), await WaitUntilDoneAsync(desk) is var file ? (file.HasPlayableCopy, file.ContentType) : default);
    }

    [Fact]
    public async Task A_file_that_only_begins_like_a_recording_is_kept_without_a_copy()
    {
        Needs.Ffmpeg();
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.AddFile("voice", [.. "OggS"u8, .. new byte[500]]);
        await AttachmentFetchingTests.SubmitAsync(desk, "1", Voice);
        await Eventually.TrueAsync(async () => (await AttachmentFetchingTests.RowsAsync(desk)) is [{ Attempts: 1 }]);
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False((await WaitUntilDoneAsync(desk)).HasPlayableCopy);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(AttachmentFetchingTests.Store(desk)
            .GetPath((await WaitUntilDoneAsync(desk)).Id))!));
    }

    [Fact]
    public async Task A_playlist_disguised_as_a_recording_does_not_make_ffmpeg_read_other_files()
    {
        var secret = Path.Combine(Directory.CreateTempSubdirectory("desk-secret-").FullName, "secret.ogg");
        await File.WriteAllBytesAsync(secret, await SampleRecording.OggAsync(), TestContext.Current.CancellationToken);
        var list = secret + ".list";
        var playlist = $"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n";
        await File.WriteAllTextAsync(list, playlist, TestContext.Current.CancellationToken);
        Assert.NotNull(await Ffmpeg.Find().ConvertAsync(list, "ogg", list + ".m4a", Ffmpeg.Aac, TestContext.Current.CancellationToken));
        Directory.Delete(Path.GetDirectoryName(secret)!, recursive: true);
    }

    private static async Task<Attachment> WaitUntilDoneAsync(TelegramDesk desk)
    {
        await Eventually.TrueAsync(async () =>
            (await AttachmentFetchingTests.RowsAsync(desk)) is [{ State: AttachmentState.Kept, NextAttemptAt: null }]);
        return (await AttachmentFetchingTests.RowsAsync(desk))[0];
    }
}
