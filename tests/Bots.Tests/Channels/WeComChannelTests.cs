using System.Text.Json.Nodes;
using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.FakeWeCom;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Bots.Tests.Channels;

public sealed class WeComChannelTests : IAsyncLifetime
{
    private const string Aygul = "wmAygul";

    private FakeWeComServer? _wecom;

    private FakeWeComServer WeCom => _wecom ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() => _wecom = await FakeWeComServer.StartAsync();

    public ValueTask DisposeAsync() => WeCom.DisposeAsync();

    [Fact]
    public async Task A_text_arrives_as_written_and_returns_its_id()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "hello");
        var sent = Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "ياخشىمۇسىز 😀 \"a\" <b>"));
        Assert.Equal((sent.ExternalId, "text", "ياخشىمۇسىز 😀 \"a\" <b>"),
            (Assert.Single(WeCom.Sent).Id, WeCom.Sent[0].Kind, WeCom.Sent[0].Text));
    }

    [Fact]
    public async Task Five_messages_are_accepted_and_the_sixth_closes_the_chat()
    {
        using var program = new WeComBotHost(WeCom);
        Assert.Equal(new SendResult.ResidentUnreachable("40096"), await program.SendAsync("wmStranger", "x"));
        await WeCom.EnterAsync(Aygul);
        Assert.Equal(new SendResult.ChatClosed("95002"), await program.SendAsync(Aygul, "x"));
        await WeCom.SendTextAsync(Aygul, "hello");
        for (var i = 0; i < 5; i++) Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "x"));
        Assert.Equal(new SendResult.ChatClosed("95001"), await program.SendAsync(Aygul, "x"));
    }

    [Fact]
    public async Task A_chat_that_a_member_serves_is_closed_for_the_desk()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "hello");
        WeCom.IsServedByMember = true;
        Assert.Equal(new SendResult.ChatClosed("95018"), await program.SendAsync(Aygul, "x"));
    }

    [Fact]
    public async Task A_resident_who_enters_is_greeted_with_the_welcome_code_once()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.EnterAsync(Aygul);
        await program.PullAsync();
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "welcome"));
        Assert.Contains(WeCom.Calls, call => call is { Path: "kf/send_msg_on_event", ErrCode: 0 });
        Assert.Equal(new SendResult.ChatClosed("95002"), await program.SendAsync(Aygul, "more"));
    }

    [Theory]
    [InlineData(-1, null, null)]
    [InlineData(45009, null, 60)]
    [InlineData(45033, null, 60)]
    [InlineData(60020, null, 300)]
    [InlineData(48002, null, 300)]
    [InlineData(null, 502, null)]
    public async Task A_failure_that_may_pass_is_retried_later(int? code, int? status, int? seconds)
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "hello");
        WeCom.FailNext("kf/send_msg", code, status);
        var later = Assert.IsType<SendResult.SendLater>(await program.SendAsync(Aygul, "x"));
        Assert.Equal(seconds, later.RetryAfter?.TotalSeconds);
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "x"));
    }

    [Fact]
    public async Task A_dead_server_is_no_exception()
    {
        using var program = new WeComBotHost(WeCom);
        WeCom.IsDown = true;
        Assert.Equal(new SendResult.SendLater(null, "noLine"), await program.SendAsync(Aygul, "x"));
        Assert.Equal(new FetchResult.FetchLater(null, "noLine"), await program.FetchAsync("m", new MemoryStream()));
    }

    [Fact]
    public async Task A_rejected_token_is_replaced_once_and_no_secret_is_logged()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "hello");
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "x"));
        WeCom.RevokeToken();
        // A token that was issued only just now is not asked for again at once.
        Assert.IsType<SendResult.SendLater>(await program.SendAsync(Aygul, "y"));
        using var wrong = new WeComBotHost(WeCom, secret: "a-secret_that-is-wrong-0123456789");
        Assert.Equal(new SendResult.SendLater(TimeSpan.FromMinutes(5), "40001"), await wrong.SendAsync(Aygul, "x"));
        string[] secrets = ["fake_for_tests_only", "a-secret_that", "secretHint"];
        Assert.DoesNotContain(program.Log.Lines.Concat(wrong.Log.Lines),
            line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_replaced_after_the_clock_was_far_ahead()
    {
        var running = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var clock = new SteppedTime(running) { Step = TimeSpan.FromDays(3 * 365) };
        using var program = new WeComBotHost(WeCom, time: clock);
        await WeCom.SendTextAsync(Aygul, "hello");
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "x"));
        clock.Step = TimeSpan.Zero;
        running.Advance(TimeSpan.FromMinutes(1));
        WeCom.RevokeToken();
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "y"));
    }

    [Theory]
    [InlineData("image/jpeg", "image")]
    [InlineData("audio/amr", "voice")]
    [InlineData("audio/mpeg", "file")]
    [InlineData("application/pdf", "file")]
    public async Task A_file_goes_out_in_the_form_that_is_shown_best(string type, string kind)
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "hello");
        byte[] bytes = type == "audio/amr" ? [.. "#!AMR\n12345"u8] : [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
        program.Files.Files[7] = bytes;
        Assert.IsType<SendResult.SendAccepted>(
            await program.SendAsync(Aygul, "", new OutgoingFile(7, FileKind.Document, type, "合同 1.bin", bytes.Length)));
        var sent = Assert.Single(WeCom.Sent);
        Assert.Equal(kind, sent.Kind);
        Assert.Equal(bytes, WeCom.FindMedia(sent.Text)!.Value.Bytes);
        Assert.Equal("合同 1.bin", WeCom.FindMedia(sent.Text)!.Value.Name);
    }

    [Fact]
    public async Task A_file_of_a_resident_is_downloaded_whole_also_if_it_is_text()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendMediaAsync(Aygul, "file", [.. "{\"errcode\":40007}"u8]);
        using var into = new MemoryStream();
        Assert.IsType<FetchResult.FetchDone>(await program.FetchAsync("media1_of_tests-only", into));
        Assert.Equal("{\"errcode\":40007}"u8.ToArray(), into.ToArray());
        Assert.Equal(new FetchResult.FetchGone("40007"), await program.FetchAsync("unknown", into));
        WeCom.FailNext("media/get", status: 502);
        Assert.Equal(new FetchResult.FetchLater(null, "http502"), await program.FetchAsync("media1_of_tests-only", into));
    }

    [Fact]
    public async Task Words_are_pulled_page_by_page_and_kept_once_and_in_order()
    {
        using var program = new WeComBotHost(WeCom);
        WeCom.MaxPage = 3;
        for (var i = 0; i < 10; i++) await WeCom.SendTextAsync(Aygul, $"word {i}");
        await program.PullAsync();
        await program.PullAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"word {i}"), program.Desk.StoredUpdates.Select(update =>
            JsonNode.Parse(update.Payload)!["text"]!["content"]!.GetValue<string>()));
        Assert.Equal(5, WeCom.Calls.Count(call => call.Path == "kf/sync_msg"));
    }

    [Fact]
    public async Task A_pull_that_could_not_be_stored_is_pulled_again()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "word");
        program.Desk.BeforeStore = () => throw new IOException("full");
        await Assert.ThrowsAsync<IOException>(() => program.PullAsync());
        program.Desk.BeforeStore = null;
        await program.PullAsync();
        Assert.Single(program.Desk.StoredUpdates);
    }

    [Fact]
    public async Task An_old_callback_token_and_an_unknown_cursor_do_not_stop_the_pull()
    {
        using var program = new WeComBotHost(WeCom);
        await WeCom.SendTextAsync(Aygul, "one");
        await program.PullAsync(token: "ENCunknown");
        Assert.Single(program.Desk.StoredUpdates);
        await WeCom.SendTextAsync(Aygul, "two");
        await program.Desk.StorePulledAsync([], new(ContactChannel.WeCom, program.Account,
            await program.Desk.LoadCursorAsync(ContactChannel.WeCom, program.Account, default), "cursor-of-another-server"), default);
        await program.PullAsync();
        Assert.Equal(2, program.Desk.StoredUpdates.Count);
    }
}
