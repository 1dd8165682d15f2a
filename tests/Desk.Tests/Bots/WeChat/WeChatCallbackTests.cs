using System.Net;
using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.FakeWeChat;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

public sealed class WeChatCallbackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Modes => [false, true];

    [Theory, MemberData(nameof(Modes))]
    public async Task The_platform_verifies_the_callback_address_and_gets_its_echo(bool isEncrypted)
    {
        await using var desk = await WeChatDesk.StartAsync(isEncrypted ? WeChatAccount.Encrypted : new WeChatAccount());
        using var anybody = desk.App.AnonymousClient();
        Assert.Equal("5647382910",
            await anybody.GetStringAsync(new Uri(desk.WeChat.SignedCallbackUri() + "&echostr=5647382910"), Cancellation));
        using var unsigned = await anybody.GetAsync(new Uri(desk.WeChat.SignedCallbackUri(token: "another") + "&echostr=1"), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        if (desk.WeChat.Account.EncodingAesKey is not { } key) return;
        var sealedText = WeChatEncryption.Encrypt("sealed echo", key, desk.WeChat.Account.AppId);
        Assert.Equal("sealed echo", await anybody.GetStringAsync(
            new Uri($"{desk.WeChat.SignedCallbackUri(sealedText)}&echostr={Uri.EscapeDataString(sealedText)}"), Cancellation));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_text_opens_a_ticket_and_is_answered_in_the_chat(bool isEncrypted)
    {
        await using var desk = await WeChatDesk.StartAsync(isEncrypted ? WeChatAccount.Encrypted : new WeChatAccount());
        var number = await desk.SendTextAsync(WeChatDesk.Aygul, "ئۈزۈمنى توردا قانداق ساتىمەن؟");
        Assert.Contains(number.ToString(), desk.WeChat.Sent[0].Text, StringComparison.Ordinal);
        Assert.Contains("\n1 ", desk.WeChat.Sent[0].Text, StringComparison.Ordinal);
        await desk.AnswerAsync(number, "بىزگە كېلىڭ، ياردەم قىلىمىز.");
        Assert.Contains("بىزگە كېلىڭ، ياردەم قىلىمىز.", desk.WeChat.Sent[^1].Text, StringComparison.Ordinal);
        Assert.Equal((ContactChannel.WeChat, CycleState.Met),
            ((await desk.TicketAsync(number)).Channel, (await desk.TicketAsync(number)).CycleState));
        Assert.All(desk.WeChat.Attempts, attempt => Assert.True(attempt is { Acknowledged: true, Attempt: 1 }));
    }

    [Fact]
    public async Task Unsigned_requests_are_rejected_and_not_stored()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var anybody = desk.App.AnonymousClient();
        var xml = desk.WeChat.Envelope("oStranger", "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>");
        foreach (var address in new[] { desk.WeChat.SignedCallbackUri(token: "another"),
            desk.WeChat.SignedCallbackUri(at: desk.Time.GetUtcNow().AddMinutes(-6)),
            desk.WeChat.Callback! })
        {
            using var body = new StringContent(xml, Encoding.UTF8, "text/xml");
            using var answer = await anybody.PostAsync(address, body, Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var long200 = new StringContent(new string('x', 200 * 1024), Encoding.UTF8, "text/xml");
        using var tooLong = await anybody.PostAsync(desk.WeChat.SignedCallbackUri(), long200, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        await using var db = desk.App.CreateDb();
        Assert.False(await db.Inbox.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task A_plain_message_is_rejected_in_encrypted_mode()
    {
        await using var desk = await WeChatDesk.StartAsync(WeChatAccount.Encrypted);
        using var anybody = desk.App.AnonymousClient();
        using var body = new StringContent(desk.WeChat.Envelope("oA", "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>"),
            Encoding.UTF8, "text/xml");
        using var answer = await anybody.PostAsync(desk.WeChat.SignedCallbackUri(), body, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_that_WeChat_sends_again_has_one_effect(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        var xml = desk.WeChat.Envelope(WeChatDesk.Aygul, "<MsgType>text</MsgType><Content>快递没到怎么办</Content><MsgId>7700</MsgId>");
        await desk.WeChat.FollowAsync(WeChatDesk.Aygul);
        await desk.WaitUntilIdleAsync();
        var before = desk.WeChat.Sent.Count;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.WeChat.DeliverAsync(xml)));
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Aygul, skip: before);
        await desk.WaitUntilIdleAsync();
        await desk.WeChat.DeliverAsync(xml);
        await desk.WaitUntilIdleAsync();
        await using var db = desk.App.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(Cancellation));
        Assert.Equal(before + 1, desk.WeChat.Sent.Count);
    }

    [Theory, CombinatorialProviders]
    public async Task Messages_of_two_people_with_the_same_id_are_two(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        foreach (var (person, words) in new[] { (WeChatDesk.Aygul, "قوغۇن سېتىلمىدى"), (WeChatDesk.Li, "快递没到怎么办") })
        {
            await desk.WeChat.FollowAsync(person);
            await desk.WeChat.DeliverAsync(
                desk.WeChat.Envelope(person, $"<MsgType>text</MsgType><Content>{words}</Content><MsgId>7700</MsgId>"));
        }

        await desk.WaitUntilIdleAsync();
        await using var db = desk.App.CreateDb();
        Assert.Equal(["قوغۇن سېتىلمىدى", "快递没到怎么办"], (await db.Messages.Select(m => m.Text).ToListAsync(Cancellation)).Order());
    }

    [Fact]
    public async Task A_file_that_WeChat_does_not_hand_out_is_told_to_the_resident_once()
    {
        await using var desk = await WeChatDesk.StartAsync();
        await desk.WeChat.SendAsync(WeChatDesk.Li, "<MsgType>file</MsgType><Title>合同.pdf</Title>");
        var told = await desk.WeChat.WaitForMessageAsync(
            WeChatDesk.Li, matches: sent => sent.Text.Contains("请拍照发来", StringComparison.Ordinal));
        await desk.WaitUntilIdleAsync();
        await using var db = desk.App.CreateDb();
        var file = await db.Attachments.SingleAsync(Cancellation);
        Assert.Equal((AttachmentState.Gone, "合同.pdf", null), (file.State, file.Name, file.NextAttemptAt));
        Assert.Contains((await db.Tickets.SingleAsync(Cancellation)).Number.ToString(), told.Text, StringComparison.Ordinal);
        Assert.Single(desk.WeChat.Sent, sent => sent.Text.Contains("请拍照发来", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_repeated_after_a_timeout_has_one_effect()
    {
        await using var desk = await WeChatDesk.StartAsync();
        // With this timeout WeChat never gets the first answers.
        desk.WeChat.CallbackTimeout = TimeSpan.FromMilliseconds(1);
        await desk.WeChat.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.WeChat.CallbackTimeout = TimeSpan.FromSeconds(5);
        await desk.WeChat.DeliverAsync(desk.WeChat.Attempts[0].Xml);
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li);
        await desk.WaitUntilIdleAsync();
        await using var db = desk.App.CreateDb();
        Assert.Equal((1, 1), (await db.Tickets.CountAsync(Cancellation), desk.SentTo(WeChatDesk.Li)));
    }

    [Fact]
    public async Task Following_and_a_menu_press_are_answered()
    {
        await using var desk = await WeChatDesk.StartAsync();
        await desk.WeChat.FollowAsync(WeChatDesk.Li);
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li);
        await desk.WeChat.ClickAsync(WeChatDesk.Li, "matters");
        Assert.Contains("您现在没有事项", (await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li, skip: 1)).Text, StringComparison.Ordinal);
        Assert.NotNull(desk.WeChat.Menu);
    }

    [Fact]
    public async Task Without_settings_the_callback_route_does_not_exist()
    {
        await using var desk = await DeskApp.StartAsync();
        using var anybody = desk.AnonymousClient();
        using var get = await anybody.GetAsync(new Uri("/bots/wechat?signature=x&timestamp=1&nonce=1&echostr=1", UriKind.Relative),
            Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
    }
}
