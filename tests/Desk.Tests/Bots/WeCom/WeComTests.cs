using System.Net;
using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeWeChat;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots.WeCom;

public sealed class WeComTests
{
    private static readonly byte[] Amr = [.. "#!AMR\n"u8, 1, 2, 3, 4], Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_callback_leads_to_a_ticket_an_answer_and_a_counted_window(Provider provider)
    {
        await using var desk = await WeComDesk.StartAsync(provider);
        var number = await desk.SendTextAsync(WeComDesk.Aygul, "ئۈزۈمنى توردا قانداق ساتىمەن؟");
        Assert.Contains(number.ToString(), desk.WeCom.Sent[0].Text, StringComparison.Ordinal);
        Assert.Equal((desk.Time.GetUtcNow().AddHours(48), 4), ((await desk.WindowAsync(WeComDesk.Aygul))!.OpenUntil,
            (await desk.WindowAsync(WeComDesk.Aygul))!.MessagesLeft));
        await desk.AnswerAsync(number, "بىزگە كېلىڭ، ياردەم قىلىمىز.");
        Assert.Contains("بىزگە كېلىڭ، ياردەم قىلىمىز.", desk.WeCom.Sent[^1].Text, StringComparison.Ordinal);
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((ContactChannel.WeCom, CycleState.Met), (ticket.Channel, ticket.CycleState));
        Assert.Equal(3, (await desk.WindowAsync(WeComDesk.Aygul))!.MessagesLeft);
        Assert.Contains(desk.WeCom.Calls, call => call is { Path: "kf/sync_msg", ErrCode: 0 }
            && call.Body.Contains("\"token\":\"ENC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_platform_verifies_the_callback_address_and_gets_its_echo()
    {
        await using var desk = await WeComDesk.StartAsync();
        using var anybody = desk.App.AnonymousClient();
        var encrypted = WeChatEncryption.Encrypt("sealed echo", desk.WeCom.Account.EncodingAesKey, desk.WeCom.Account.CorpId);
        Assert.Equal("sealed echo", await anybody.GetStringAsync(
            new Uri($"{desk.WeCom.SignedUri(encrypted)}&echostr={Uri.EscapeDataString(encrypted)}"), Cancellation));
        using var other = await anybody.GetAsync(new Uri($"{desk.WeCom.SignedUri("other")}&echostr={Uri.EscapeDataString(encrypted)}"),
            Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }

    [Fact]
    public async Task A_callback_that_is_not_from_the_platform_pulls_nothing()
    {
        await using var desk = await WeComDesk.StartAsync();
        desk.WeCom.SendsCallbacks = false;
        await desk.SweepAsync();
        await desk.WeCom.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        var pulls = desk.Pulls;
        var fromOther = desk.WeCom.BuildCallback("ENC1", receiver: "wwOtherCorporation");
        var withOtherKey = desk.WeCom.BuildCallback("ENC1", key: new string('x', 43));
        var good = desk.WeCom.BuildCallback("ENC1");
        var encrypted = "sealed";
        (Uri Address, string Body)[] forged =
        [
            fromOther, withOtherKey, (desk.WeCom.Callback!, good.Body), (desk.WeCom.SignedUri("another text"), good.Body),
            (desk.WeCom.SignedUri(encrypted, desk.Time.GetUtcNow().AddMinutes(-6)), good.Body), (good.Address, "<xml></xml>"),
            (good.Address, "no xml"),
        ];
        foreach (var (address, body) in forged) Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(desk, address, body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(desk, good.Address, new string('x', 17 * 1024)));
        var ofOtherAccount = desk.WeCom.BuildCallback("ENC1", account: "wkOther");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(desk, ofOtherAccount.Address, ofOtherAccount.Body));
        Assert.Equal(pulls, desk.Pulls);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(desk, good.Address, good.Body));
        await desk.WeCom.WaitForMessageAsync(WeComDesk.Li);
    }

    [Fact]
    public async Task Words_said_before_the_start_and_while_callbacks_are_lost_are_pulled()
    {
        await using var desk = await WeComDesk.StartAsync(prepare: async wecom =>
        {
            wecom.SendsCallbacks = false;
            await wecom.SendTextAsync(WeComDesk.Aygul, "توك توختاپ قالغاندا يازدىم");
        });
        await desk.WeCom.WaitForMessageAsync(WeComDesk.Aygul);
        await desk.WeCom.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        await desk.SweepAsync();
        await desk.WeCom.WaitForMessageAsync(WeComDesk.Li);
    }

    [Fact]
    public async Task Words_said_while_the_server_is_dead_come_when_it_is_back_once_and_in_order()
    {
        await using var desk = await WeComDesk.StartAsync();
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        var number = await desk.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        desk.WeCom.IsDown = true;
        for (var i = 0; i < 7; i++) await desk.WeCom.SendTextAsync(WeComDesk.Li, $"第{i}句");
        await WaitAsync(desk, async () => WebUtility.HtmlDecode(await boss.GetStringAsync("/desk/admin/channels?lang=en", Cancellation))
            .Contains("WeCom's server is out of reach", StringComparison.Ordinal));
        desk.WeCom.IsDown = false;
        await WaitAsync(desk, async () => (await desk.InboxAsync()).Count == 8);
        await desk.WaitUntilIdleAsync();
        await using var db = desk.App.CreateDb();
        var said = await db.Messages.AsNoTracking().Where(m => EF.Functions.Like(m.Text, "第%")).OrderBy(m => m.Id).Select(m => m.Text)
            .ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"第{i}句"), said);
        Assert.Equal(number, await desk.FindNewestAsync(WeComDesk.Li));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_kept_and_holds_up_none_after_it()
    {
        await using var desk = await WeComDesk.StartAsync();
        desk.WeCom.SendsCallbacks = false;
        await desk.WeCom.KeepAsync("17");
        await desk.WeCom.KeepAsync("""
            {"msgid":"odd","external_userid":"wmLi","origin":3,"msgtype":"text","text":{"content":{"deep":["x"]}}}
            """);
        await desk.WeCom.KeepAsync("""{"msgid":{"a":1},"msgtype":["text"]}""");
        desk.WeCom.SendsCallbacks = true;
        await desk.SendTextAsync(WeComDesk.Aygul, "سوئالىم بار ئىدى");
        var inbox = await desk.InboxAsync();
        Assert.Equal(["unreadable", "done", "noResident", "done"], inbox.Select(row => row.Outcome));
        Assert.Equal("17", inbox[0].Raw);
    }

    [Fact]
    public async Task An_answer_that_may_wait_outside_the_48_hours_or_beyond_five_is_not_sent_but_put_on_the_call_back_list()
    {
        await using var desk = await WeComDesk.StartAsync();
        var number = await desk.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        foreach (var text in new[] { "一", "二", "三", "四" }) await desk.AnswerAsync(number, text);
        var sends = Sends();
        await desk.AnswerAsync(number, "五", mayWait: true);
        Assert.Equal((sends, DeliveryState.Unreachable, true), (Sends(), (await desk.TicketAsync(number)).Messages[^1].Delivery,
            (await desk.TicketAsync(number)).NeedsCallBack));

        number = await desk.SendTextAsync(WeComDesk.Aygul, "سوئالىم بار ئىدى");
        desk.Time.Advance(TimeSpan.FromHours(48));
        sends = Sends();
        await desk.AnswerAsync(number, "كېلىڭ.", mayWait: true);
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((sends, DeliveryState.Unreachable, true, true),
            (Sends(), ticket.Messages[^1].Delivery, ticket.NeedsCallBack, ticket.Unanswered));

        int Sends() => desk.WeCom.Calls.Count(call => call.Path == "kf/send_msg");
    }

    [Theory]
    [InlineData(4, DeliveryState.Unreachable, 0)]
    [InlineData(10, DeliveryState.Unreachable, 3)]
    [InlineData(13, DeliveryState.Failed, 3)]
    public async Task An_answer_that_fails_after_it_was_accepted_is_not_delivered(int failType, DeliveryState state, int left)
    {
        await using var desk = await WeComDesk.StartAsync();
        await desk.App.AddStaffAsync("clerk", StaffRole.Clerk);
        var number = await desk.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        desk.WeCom.FailLater(WeComDesk.Li, failType);
        await desk.AnswerAsync(number, "明天上午来中心。");
        await WaitAsync(desk, async () => (await desk.TicketAsync(number)).Messages[^1].Delivery == state);
        await desk.WaitUntilIdleAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((true, true, true, CycleState.Open), (ticket.NeedsCallBack, ticket.Unreachable, ticket.Unanswered, ticket.CycleState));
        // The cycle that the answer had met is not rewritten.
        Assert.Equal([CycleState.Met, CycleState.Open], ticket.Cycles.OrderBy(c => c.Ordinal).Select(c => c.State));
        Assert.Equal((state, $"failed:{failType}"), ((await desk.OutboxAsync())[^1].State, (await desk.OutboxAsync())[^1].LastError));
        Assert.Equal(left, (await desk.WindowAsync(WeComDesk.Li))!.MessagesLeft);
        var verifier = new DeskVerifier(desk.App.Services.GetRequiredService<IDbContextFactory<DeskDb>>(),
            desk.App.Services.GetRequiredService<AttachmentStore>());
        Assert.Empty(await verifier.RunAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task The_code_in_the_link_joins_the_chat_to_the_ticket_of_the_slip()
    {
        await using var desk = await WeComDesk.StartAsync();
        var (number, code) = await PickUpCodeTests.SlipAsync(desk.App);
        await desk.WeCom.EnterAsync(WeComDesk.Aygul, "slip", code);
        await desk.WeCom.WaitForMessageAsync(WeComDesk.Aygul);
        await desk.WaitUntilIdleAsync();
        Assert.Equal(WeComDesk.Aygul, (await desk.TicketAsync(number)).ChatAddress!.Value);
        Assert.Contains(number.ToString(), desk.WeCom.Sent[0].Text, StringComparison.Ordinal);
        Assert.Contains(desk.WeCom.Calls, call => call is { Path: "kf/send_msg_on_event", ErrCode: 0 });
    }

    [Fact]
    public async Task A_resident_who_opens_the_chat_is_greeted_once_and_opens_no_ticket()
    {
        await using var desk = await WeComDesk.StartAsync();
        await desk.WeCom.EnterAsync(WeComDesk.Li, "poster");
        await desk.WeCom.WaitForMessageAsync(WeComDesk.Li);
        await desk.WeCom.EnterAsync(WeComDesk.Li, "poster");
        await Eventually.TrueAsync(async () => (await desk.InboxAsync()).Count == 2);
        await desk.WaitUntilIdleAsync();
        Assert.Equal((1, null), (desk.SentTo(WeComDesk.Li), await desk.FindNewestAsync(WeComDesk.Li)));
        await desk.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
    }

    [Fact]
    public async Task A_recording_and_a_photo_are_fetched()
    {
        await using var desk = await WeComDesk.StartAsync();
        await desk.WeCom.SendMediaAsync(WeComDesk.Aygul, "voice", Amr);
        await desk.WeCom.WaitForMessageAsync(WeComDesk.Aygul);
        await desk.WeCom.SendMediaAsync(WeComDesk.Aygul, "image", Jpeg);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.App.CreateDb();
            return await db.Attachments.CountAsync(a => a.State == AttachmentState.Kept, Cancellation) == 2;
        });
        await using var db = desk.App.CreateDb();
        var files = await db.Attachments.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancellation);
        Assert.Equal([FileKind.Voice, FileKind.Photo], files.Select(file => file.Kind));
        await using var voice = desk.App.Services.GetRequiredService<AttachmentStore>().OpenRead(files[0].Id);
        Assert.Equal(Amr.Length, voice!.Length);
    }

    [Fact]
    public async Task Without_settings_the_callback_route_does_not_exist()
    {
        await using var desk = await DeskApp.StartAsync();
        using var anybody = desk.AnonymousClient();
        using var get = await anybody.GetAsync(new Uri("/bots/wecom?msg_signature=x&timestamp=1&nonce=1&echostr=1", UriKind.Relative),
            Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
    }

    [Theory]
    [InlineData("zh-Hans", "微信客服把消息保留 3 天", "微信只重送约 20 秒", "24 小时", "网页是我们自己的")]
    [InlineData("ug", "3 كۈن ساقلايدۇ", "20 سېكۇنتچە", "24 سائەت", "بەت ئۆزىمىزنىڭ")]
    [InlineData("en", "for 3 days", "some 20 seconds only", "for 24 hours", "The page is ours")]
    public async Task The_channels_page_says_what_each_channel_keeps(string language, params string[] sentences)
    {
        await using var desk = await WeComDesk.StartAsync();
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        var page = WebUtility.HtmlDecode(await boss.GetStringAsync($"/desk/admin/channels?lang={language}", Cancellation));
        Assert.All(sentences, sentence => Assert.Contains(sentence, page, StringComparison.Ordinal));
        Assert.DoesNotContain(desk.WeCom.Account.Secret, page, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(WeComDesk desk, Uri address, string body)
    {
        using var anybody = desk.App.AnonymousClient();
        using var content = new StringContent(body, Encoding.UTF8, "text/xml");
        using var answer = await anybody.PostAsync(address, content, Cancellation);
        return answer.StatusCode;
    }

    // The listener pulls at intervals of the program's time.
    private static Task WaitAsync(WeComDesk desk, Func<Task<bool>> isReached) => Eventually.TrueAsync(async () =>
    {
        if (await isReached()) return true;
        desk.Time.Advance(TimeSpan.FromSeconds(20));
        return false;
    }, seconds: 200);
}
