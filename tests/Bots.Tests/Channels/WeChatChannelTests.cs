using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.FakeWeChat;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Bots.Tests.Channels;

public sealed class WeChatChannelTests : IAsyncLifetime
{
    private const string Aygul = "oAygul";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private FakeWeChatServer? _wechat;

    private FakeWeChatServer WeChat => _wechat ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() => _wechat = await FakeWeChatServer.StartAsync(time: _time);

    public ValueTask DisposeAsync() => WeChat.DisposeAsync();

    [Fact]
    public async Task A_text_arrives_unchanged_with_buttons_as_numbered_lines()
    {
        using var program = await StartAsync();
        var delivery = await program.SendAsync(Aygul, "تاپشۇرۇۋالدۇق. \"123-4567\" <好>", new ChatButton("a", "投诉"),
            new ChatButton("b", "ئۇيغۇرچە"));
        Assert.Equal(_time.GetUtcNow(), Assert.IsType<SendResult.SendAccepted>(delivery).AcceptedAt);
        Assert.Equal("تاپشۇرۇۋالدۇق. \"123-4567\" <好>\n\n1 投诉\n2 ئۇيغۇرچە", Assert.Single(WeChat.Sent).Text);
    }

    [Fact]
    public async Task Concurrent_sends_request_one_token_which_is_cached_until_shortly_before_it_expires()
    {
        using var program = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => program.SendAsync(Aygul, $"{i}")));
        Assert.Equal((1, 5), (WeChat.TokenRequests, WeChat.Sent.Count));
        _time.Advance(TimeSpan.FromMinutes(114));
        await WriteAsResident();
        await program.SendAsync(Aygul, "still the same");
        Assert.Equal(1, WeChat.TokenRequests);
        _time.Advance(TimeSpan.FromMinutes(2));
        await program.SendAsync(Aygul, "another");
        Assert.Equal((2, 7), (WeChat.TokenRequests, WeChat.Sent.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_expired_early_is_replaced_once_and_the_message_arrives(bool revoked)
    {
        using var program = await StartAsync();
        await program.SendAsync(Aygul, "one");
        if (revoked) WeChat.RevokeToken();
        else WeChat.ExpireToken();
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "two"));
        Assert.Equal(["one", "two"], WeChat.Sent.Select(sent => sent.Text));
        Assert.Contains(WeChat.Calls, call => call.ErrCode == (revoked ? 40001 : 42001));
        Assert.Equal(revoked ? 3 : 2, WeChat.TokenRequests);
    }

    [Fact]
    public async Task A_token_is_replaced_after_the_clock_was_far_ahead()
    {
        var clock = new SteppedTime(_time) { Step = TimeSpan.FromDays(3 * 365) };
        using var program = await StartAsync(time: clock);
        await program.SendAsync(Aygul, "one");
        WeChat.RevokeToken();
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "two"));
        clock.Step = TimeSpan.Zero;
        _time.Advance(TimeSpan.FromMinutes(1));
        WeChat.RevokeToken();
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "three"));
        var requests = WeChat.TokenRequests;
        _time.Advance(TimeSpan.FromMinutes(116));
        await WriteAsResident();
        await program.SendAsync(Aygul, "four");
        Assert.Equal(requests + 1, WeChat.TokenRequests);
    }

    [Theory]
    [InlineData(45015, typeof(SendResult.ChatClosed))]
    [InlineData(45047, typeof(SendResult.ChatClosed))]
    [InlineData(40003, typeof(SendResult.ResidentUnreachable))]
    [InlineData(43004, typeof(SendResult.ResidentUnreachable))]
    [InlineData(43019, typeof(SendResult.ResidentUnreachable))]
    [InlineData(48002, typeof(SendResult.ResidentUnreachable))]
    [InlineData(-1, typeof(SendResult.SendLater))]
    [InlineData(45009, typeof(SendResult.SendLater))]
    [InlineData(45011, typeof(SendResult.SendLater))]
    [InlineData(40164, typeof(SendResult.SendLater))]
    [InlineData(48001, typeof(SendResult.SendRefused))]
    [InlineData(45002, typeof(SendResult.SendRefused))]
    [InlineData(99999, typeof(SendResult.SendRefused))]
    public async Task Each_error_of_WeChat_has_its_own_result(int errcode, Type outcome)
    {
        using var program = await StartAsync();
        WeChat.FailNext("message/custom/send", errcode, times: 2);
        Assert.IsType(outcome, await program.SendAsync(Aygul, "words"));
        Assert.DoesNotContain(program.Log.Lines, line => line.Contains("secretHint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(500)]
    [InlineData(404)]
    public async Task A_failed_connection_is_retried_later(int status)
    {
        using var program = await StartAsync();
        WeChat.FailNext("message/custom/send", status: status);
        Assert.IsType<SendResult.SendLater>(await program.SendAsync(Aygul, "words"));
        WeChat.FailNext("stable_token", status: status);
        WeChat.ExpireToken();
        Assert.IsType<SendResult.SendLater>(await program.SendAsync(Aygul, "words"));
        Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, "words"));
    }

    [Fact]
    public async Task A_wrong_secret_is_logged_and_no_secret_is()
    {
        using var program = new WeChatBotHost(WeChat, _time, secret: new string('9', 32));
        await WriteAsResident();
        Assert.Equal(new SendResult.SendLater(TimeSpan.FromMinutes(5), "40125"), await program.SendAsync(Aygul, "words"));
        Assert.Contains(
            program.Log.Lines, line => line.StartsWith("Error WeChat does not let this account send (40125)", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Log.Lines, line => line.Contains("99999999", StringComparison.Ordinal)
            || line.Contains("token0001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_five_messages_or_48_hours_the_reply_window_is_closed()
    {
        using var program = await StartAsync();
        for (var i = 0; i < 5; i++) Assert.IsType<SendResult.SendAccepted>(await program.SendAsync(Aygul, $"{i}"));
        Assert.Equal(new SendResult.ChatClosed("45047"), await program.SendAsync(Aygul, "one too many"));
        await WriteAsResident();
        _time.Advance(TimeSpan.FromHours(48));
        Assert.Equal(new SendResult.ChatClosed("45015"), await program.SendAsync(Aygul, "too late"));
    }

    [Fact]
    public async Task An_allowed_notice_arrives_once()
    {
        using var program = await StartAsync();
        var chat = new ChatAddress(ContactChannel.WeChat, program.AppId, Aygul);
        var message = new OutgoingMessage { To = chat, Text = "答复", Language = Language.ZhHans };
        var link = program.Rules.NoticeLink(chat, 3, new("https://desk.example"));
        WeChat.AnswerConsent(Aygul, link!);
        Assert.Equal(new SendResult.ResidentUnreachable("43101"), await program.Get<INoticeChannel>()
            .SendNoticeAsync(message, 2, "您的事项有答复", null, TestContext.Current.CancellationToken));
        Assert.IsType<SendResult.SendAccepted>(await program.Get<INoticeChannel>()
            .SendNoticeAsync(message, 3, "您的事项有答复", null, TestContext.Current.CancellationToken));
        Assert.Equal(new SendResult.ResidentUnreachable("43101"), await program.Get<INoticeChannel>()
            .SendNoticeAsync(message, 3, "您的事项有答复", null, TestContext.Current.CancellationToken));
        Assert.Equal(("notice", "答复"), (Assert.Single(WeChat.Sent).Kind, WeChat.Sent[0].Text));
    }

    [Fact]
    public async Task A_permission_is_valid_only_for_the_resident_who_was_asked()
    {
        using var program = await StartAsync();
        var back = System.Web.HttpUtility.ParseQueryString(WeChat.AnswerConsent(Aygul, program.Rules
            .NoticeLink(new(ContactChannel.WeChat, program.AppId, Aygul), 1, new("https://desk.example"))!).Query);
        Assert.True(Given(back["action"], Aygul, 1, back["reserved"]));
        Assert.False(Given("cancel", Aygul, 1, back["reserved"]));
        Assert.False(Given("confirm", "oLi", 1, back["reserved"]));
        Assert.False(Given("confirm", Aygul, 2, back["reserved"]));
        Assert.False(Given("confirm", Aygul, 1, null));

        bool Given(string? action, string openId, int scene, string? reserved) =>
            program.Get<INoticeChannel>().ReadConsent(name => name switch
            {
                "action" => action,
                "openid" => openId,
                "template_id" => WeChat.Account.NoticeTemplate,
                "scene" => $"{scene}",
                "reserved" => reserved,
                _ => null,
            })!.IsGiven;
    }

    [Fact]
    public async Task The_menu_is_accepted_by_WeChat()
    {
        using var program = await StartAsync();
        await program.Get<WeChatApi>().PostAsync("/cgi-bin/menu/create", WeChatMenu.BuildMenu(), TestContext.Current.CancellationToken);
        Assert.Equal(["new", "matters", null], WeChat.Menu!["button"]!.AsArray().Select(button => button!["key"]?.GetValue<string>()));
        Assert.Equal(["language:ug", "language:zh-Hans", "language:en"], WeChat.Menu["button"]![2]!["sub_button"]!.AsArray()
            .Select(button => button!["key"]!.GetValue<string>()));
    }

    private async Task<WeChatBotHost> StartAsync(TimeProvider? time = null)
    {
        await WriteAsResident();
        return new(WeChat, time ?? _time);
    }

    private Task WriteAsResident()
    {
        WeChat.Callback ??= new("http://127.0.0.1:1/");
        WeChat.CallbackTimeout = TimeSpan.Zero;
        return WeChat.SendTextAsync(Aygul, "سوئالىم بار");
    }
}
