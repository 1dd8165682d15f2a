using System.Net;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.Desk.Tests.Bots.WeCom;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>An answer that the resident's chat does not take is refused before it is accepted, with what would fit.</summary>
public sealed class AnswerLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_that_takes_nothing_refuses_the_answer_in_the_language_of_staff()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        foreach (var (language, words) in new[]
        {
            (Language.En, "takes no words of ours until the resident writes again"), (Language.ZhHans, "居民再说话以前"),
            (Language.Ug, "گەپ قىلمىغۇچە"),
        })
        {
            var fault = await FindFaultAsync(desk, number, "明天上午来中心。");
            Assert.Equal(("text", "chatShut"), (fault.Field, fault.Code));
            Assert.Contains(words, fault.Describe(language), StringComparison.Ordinal);
        }

        var ticket = await desk.TicketAsync(number);
        Assert.Equal((1, false, true), (ticket.Messages.Count, ticket.NeedsCallBack, ticket.Unanswered));
    }

    [Fact]
    public async Task The_api_refuses_it_and_keeps_it_on_request_until_the_resident_writes()
    {
        await using var desk = await WeComDesk.StartAsync();
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        var number = await desk.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        var path = $"{ApiClient.TicketsPath}/{number}/messages";
        var refused = (await staff.PostJsonAsync(path, new { kind = "answer", text = "明天来。" }))
            .Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("keep the answer", refused["errors"].GetProperty("text")[0].GetString(), StringComparison.Ordinal);

        (await staff.PostJsonAsync(path, new { kind = "answer", text = "明天来。", mayWait = true })).Expect(HttpStatusCode.OK);
        await desk.WaitUntilIdleAsync();
        Assert.True((await desk.TicketAsync(number)).NeedsCallBack);
        await desk.SendTextAsync(WeComDesk.Li, "有消息吗？");
        await desk.WaitUntilIdleAsync();
        Assert.False((await desk.TicketAsync(number)).NeedsCallBack);
    }

    [Fact]
    public async Task The_form_keeps_the_words_and_offers_to_keep_the_answer()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        var clerk = await desk.App.SignedInBrowserAsync(StaffRole.Clerk);
        var refused = await SendAsync(clerk, (await clerk.OpenAsync($"/desk/tickets/{number}")).Document, "Come tomorrow.", "insist");
        Assert.Equal("Come tomorrow.", ((IHtmlTextAreaElement)refused.QuerySelector("#answer textarea")!).Value);
        Assert.NotNull(refused.QuerySelector("#answer .fault"));
        Assert.NotNull(refused.QuerySelector("#answer input[type=hidden][name=insist]"));
        Assert.NotNull(refused.QuerySelector($"#answer button[name={WriteMessage.MayWaitField}]"));

        await SendAsync(clerk, refused, "Come tomorrow.", "insist", WriteMessage.MayWaitField);
        await desk.WaitUntilIdleAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((2, DeliveryState.Unreachable, true), (ticket.Messages.Count, ticket.Messages[^1].Delivery, ticket.NeedsCallBack));
    }

    [Theory]
    [InlineData("好", 4)]
    [InlineData("جاۋاب ", 4)]
    [InlineData("🇨🇳", 2)]
    public async Task The_number_of_characters_that_fit_is_told_and_fits(string word, int left)
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        for (var used = 4; used > left; used--) await desk.AnswerAsync(number, "好");
        var text = string.Concat(Enumerable.Repeat(word, 9_900 / word.Length));
        var fault = await FindFaultAsync(desk, number, text);
        Assert.Equal("messagesLeft", fault.Code);
        var longest = (int)fault.Values.Single(value => value.Name == "longest").Value;
        Assert.InRange(longest, 500, text.Length - 1);
        Assert.Equal("messagesLeft", (await FindFaultAsync(desk, number, text[..(longest + word.Length + 8)])).Code);
        await desk.AnswerAsync(number, text[..longest]);
        Assert.Equal(DeliveryState.Sent, (await desk.TicketAsync(number)).Messages[^1].Delivery);
    }

    [Fact]
    public async Task A_closed_chat_with_a_permission_takes_a_notice_and_tells_its_length()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await using (var db = desk.App.CreateDb())
        {
            db.ReplyWindows.Single().NoticesLeft = 1;
            await db.SaveChangesAsync(Cancellation);
        }

        desk.Time.Advance(TimeSpan.FromHours(48));
        var fault = await FindFaultAsync(desk, number, new string('长', 184));
        Assert.Equal(("onlyNotice", 183), (fault.Code, (int)fault.Values.Single().Value));
        Assert.IsType<TicketActionResult.ActionDone>(await desk.TryAnswerAsync(number, new string('长', 183)));
    }

    [Fact]
    public async Task A_window_that_closes_after_the_check_still_leads_to_a_call_back()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.WeChat.FailNext("message/custom/send", 45015);
        await desk.AnswerAsync(number, "明天来。");
        Assert.Equal((DeliveryState.Unreachable, true),
            ((await desk.TicketAsync(number)).Messages[^1].Delivery, (await desk.TicketAsync(number)).NeedsCallBack));
    }

    private static async Task<FieldFault> FindFaultAsync(WeChatDesk desk, TicketNumber number, string text) =>
        Assert.Single(Assert.IsType<TicketActionResult.ActionInvalid>(await desk.TryAnswerAsync(number, text)).Faults);

    /// <summary>Submits the answer form as a browser without script does, with the buttons that were pressed.</summary>
    private static async Task<AngleSharp.Dom.IDocument> SendAsync(
        HttpClient clerk, AngleSharp.Dom.IDocument page, string text, params IEnumerable<string> pressed)
    {
        var form = (IHtmlFormElement)page.QuerySelector("#answer")!;
        List<KeyValuePair<string, string>> fields =
        [
            new("__RequestVerificationToken", ((IHtmlInputElement)form.QuerySelector("[name=__RequestVerificationToken]")!).Value),
            new("version", ((IHtmlInputElement)form.QuerySelector("[name=version]")!).Value), new("kind", "answer"), new("text", text),
            .. pressed.Select(name => KeyValuePair.Create(name, "1")),
        ];
        using var body = new FormUrlEncodedContent(fields);
        using var reply = await clerk.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), body, Cancellation);
        return await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            await reply.Content.ReadAsStringAsync(Cancellation), Cancellation);
    }
}
