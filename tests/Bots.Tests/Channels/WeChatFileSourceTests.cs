using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.FakeWeChat;

namespace EcomCenter.Bots.Tests.Channels;

public sealed class WeChatFileSourceTests : IAsyncLifetime
{
    private FakeWeChatServer? _wechat;

    private FakeWeChatServer WeChat => _wechat ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _wechat = await FakeWeChatServer.StartAsync();
        (_wechat.Callback, _wechat.CallbackTimeout) = (new("http://127.0.0.1:1/"), TimeSpan.Zero);
    }

    public ValueTask DisposeAsync() => WeChat.DisposeAsync();

    [Fact]
    public async Task A_recording_a_photo_and_a_video_are_downloaded_whole()
    {
        using var program = new WeChatBotHost(WeChat);
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        await WeChat.SendVoiceAsync("oA", bytes);
        await WeChat.SendPhotoAsync("oA", bytes[..1000]);
        await WeChat.SendVideoAsync("oA", bytes[..5000]);
        Assert.Equal([bytes, bytes[..1000], bytes[..5000]],
            [await DownloadAsync(program, 1), await DownloadAsync(program, 2), await DownloadAsync(program, 3)]);
    }

    [Fact]
    public async Task An_expired_file_is_gone_and_a_large_one_is_too_large()
    {
        using var program = new WeChatBotHost(WeChat);
        Assert.Equal(new FetchResult.FetchGone("40007"), await FetchAsync(program, "unknown", new MemoryStream()));
        await WeChat.SendPhotoAsync("oA", new byte[WeChatFileSource.MaxBytes + 1]);
        Assert.IsType<FetchResult.FetchTooLarge>(await FetchAsync(program, "media1_of_tests-only", new MemoryStream()));
    }

    [Theory]
    [InlineData("text/plain", "我的网店：https://shop.example")]
    [InlineData("application/json", """{"name":"核桃"}""")]
    [InlineData("text/plain", "{")]
    public async Task A_file_of_text_or_JSON_is_a_file_whatever_it_is_called(string type, string content)
    {
        using var program = new WeChatBotHost(WeChat);
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        await WeChat.SendPhotoAsync("oA", bytes, type);
        Assert.Equal(bytes, await DownloadAsync(program, 1));
    }

    [Theory, InlineData("text/plain"), InlineData("image/jpeg"), InlineData("audio/amr")]
    public async Task An_error_is_no_file_whatever_it_is_called(string type)
    {
        using var program = new WeChatBotHost(WeChat);
        WeChat.MediaErrorType = type;
        var into = new MemoryStream();
        Assert.Equal(new FetchResult.FetchGone("40007"), await FetchAsync(program, "unknown", into));
        Assert.Equal(0, into.Length);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(null, 502)]
    public async Task An_error_is_retried_later(int? errcode, int? status)
    {
        using var program = new WeChatBotHost(WeChat);
        await WeChat.SendPhotoAsync("oA", [1, 2, 3]);
        WeChat.FailNext("media/get", errcode, status);
        Assert.IsType<FetchResult.FetchLater>(await FetchAsync(program, "media1_of_tests-only", new MemoryStream()));
        Assert.Equal([1, 2, 3], await DownloadAsync(program, 1));
        Assert.DoesNotContain(program.Log.Lines, line => line.Contains("fake_for_tests_only", StringComparison.Ordinal));
    }

    private static async Task<byte[]> DownloadAsync(WeChatBotHost program, int medium)
    {
        var into = new MemoryStream();
        Assert.IsType<FetchResult.FetchDone>(await FetchAsync(program, $"media{medium}_of_tests-only", into));
        return into.ToArray();
    }

    private static Task<FetchResult> FetchAsync(WeChatBotHost program, string source, Stream into) =>
        program.Get<IEnumerable<IFileSource>>().OfType<WeChatFileSource>().Single()
            .FetchAsync(program.AppId, source, into, TestContext.Current.CancellationToken);
}
