using EcomCenter.Contracts;
using EcomCenter.Desk.Attachments;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tests.Delivery;
using EcomCenter.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Tests.Attachments;

public sealed class RecordingsPlayEverywhere
{
    private static readonly IncomingFile Voice = new() { Source = "voice", Kind = FileKind.Voice, Length = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_voice_note_gets_a_copy_that_every_browser_plays(bool ogg)
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.AddFile("voice", ogg ? await Recording.OggAsync() : await Recording.WebmAsync());
        await FilesAreFetched.SayAsync(desk, "1", Voice);
        var file = await UntilDoneAsync(desk);
        Assert.Equal((true, FileKind.Voice, ogg ? "audio/ogg" : "audio/webm"), (file.Playable, file.Kind, file.ContentType));
        var copy = FilesAreFetched.Store(desk).FileOf(file.Id, AttachmentStore.Playable);
        Assert.Contains("aac", await Recording.ProbeAsync(copy), StringComparison.Ordinal);
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
        await FilesAreFetched.SayAsync(desk, "1", Voice);
        Assert.Equal((false, "audio/ogg"), await UntilDoneAsync(desk) is var file ? (file.Playable, file.ContentType) : default);
    }

    [Fact]
    public async Task A_file_that_only_begins_like_a_recording_is_kept_without_a_copy()
    {
        Needs.Ffmpeg();
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.AddFile("voice", [.. "OggS"u8, .. new byte[500]]);
        await FilesAreFetched.SayAsync(desk, "1", Voice);
        await Eventually.TrueAsync(async () => (await FilesAreFetched.RowsAsync(desk)) is [{ Attempts: 1 }]);
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False((await UntilDoneAsync(desk)).Playable);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(FilesAreFetched.Store(desk).FileOf((await UntilDoneAsync(desk)).Id))!));
    }

    [Fact]
    public async Task A_playlist_disguised_as_a_recording_does_not_make_ffmpeg_read_other_files()
    {
        var secret = Path.Combine(Directory.CreateTempSubdirectory("desk-secret-").FullName, "secret.ogg");
        await File.WriteAllBytesAsync(secret, await Recording.OggAsync(), TestContext.Current.CancellationToken);
        var list = secret + ".list";
        var playlist = $"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n";
        await File.WriteAllTextAsync(list, playlist, TestContext.Current.CancellationToken);
        Assert.NotNull(await Ffmpeg.Find().ToAacAsync(list, "ogg", list + ".m4a", TestContext.Current.CancellationToken));
        Directory.Delete(Path.GetDirectoryName(secret)!, recursive: true);
    }

    private static async Task<Attachment> UntilDoneAsync(TelegramDesk desk)
    {
        await Eventually.TrueAsync(async () =>
            (await FilesAreFetched.RowsAsync(desk)) is [{ State: AttachmentState.Kept, NextAttemptAt: null }]);
        return (await FilesAreFetched.RowsAsync(desk))[0];
    }
}
