using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.Tickets;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

public class TicketPageTests
{
    private static readonly ChatAddress Chat = new(ContactChannel.WebChat, "", "chat-1");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_from_the_page_is_delivered_to_the_chat_and_shown_as_sent()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("تور دۇكىنىم ئېچىلمايدۇ", chat: Chat);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (page, _) = await OpenAsync(clerk, number);
        Assert.Contains("发到居民的网页聊天\u00a0·\u00a0送达后答复时限停止计时", page.QuerySelector(".delivery-note.for-answer")!.TextContent);
        using var sent = await SendAsync(clerk, number, "say", ("kind", "answer"), ("text", "ئەتە ئېچىلىدۇ"));
        Assert.Equal((HttpStatusCode.Redirect, $"/desk/tickets/{number}?done=say#latest"),
            (sent.StatusCode, sent.Headers.Location!.ToString()));
        (page, _) = await OpenAsync(clerk, number);
        Assert.Equal("ئەتە ئېچىلىدۇ", page.QuerySelector(".said.ours .text")!.TextContent);
        Assert.Contains("已送达", page.QuerySelector(".said.ours .delivery")!.TextContent);
    }

    [Fact]
    public async Task A_long_story_shows_its_newest_messages_and_the_rest_on_demand()
    {
        const int More = TicketPageModel.MaxShownMessages + 10;
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", chat: Chat);
        await desk.Writer.WriteAsync(async unit =>
        {
            var ticket = (await unit.Db.FindFullTicketAsync(number, Now))!;
            for (var i = 1; i <= More; i++)
                ticket.AddResidentMessage(Author.Resident, TicketActions.NewMessageBody(unit, $"第{i}句"), desk.Actions.NewContext(unit));
        }, Now);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (page, _) = await OpenAsync(clerk, number);
        var shown = page.QuerySelectorAll(".said .text").Select(text => text.TextContent.Trim()).ToList();
        Assert.Equal((TicketPageModel.MaxShownMessages, "第11句", $"第{More}句"), (shown.Count, shown[0], shown[^1]));

        var earlier = (IHtmlAnchorElement)page.QuerySelector(".earlier a")!;
        Assert.Contains("11", earlier.TextContent, StringComparison.Ordinal);
        using var whole = await clerk.GetAsync(new Uri(earlier.GetAttribute("href")!, UriKind.Relative), Now);
        page = await ParseAsync(whole);
        Assert.Equal(More + 1, page.QuerySelectorAll(".said").Length);
        Assert.Null(page.QuerySelector(".earlier"));
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_what_to_do()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        using var sent = await SendAsync(clerk, number, "say", ("kind", "nextStep"), ("text", "周五派车"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        var page = await ParseAsync(sent);
        Assert.Equal("周五派车", page.QuerySelector("#say-text")!.TextContent);
        Assert.True(page.QuerySelector("#k-nextStep")!.HasAttribute("checked"));
        Assert.Contains("下一步要写明日期", page.QuerySelector("#say-promisedAt-fault")!.TextContent);
    }

    [Theory]
    [InlineData("call", "at", "gestern")]
    [InlineData("call", "promisedAt", "2026-13-01T10:00")]
    [InlineData("say", "promisedAt", "Friday")]
    public async Task An_unreadable_time_is_refused_at_its_field_and_nothing_is_recorded(string action, string field, string typed)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        using var sent = await SendAsync(clerk, number, action, ("direction", "out"), ("reached", "yes"), ("kind", "answer"),
            ("text", "说好了"), (field, typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        var page = await ParseAsync(sent);
        Assert.Contains("时间请这样写", page.QuerySelector($"#{action}-{field}-fault")!.TextContent);
        Assert.Equal("说好了", page.QuerySelector($"#{action}-text")!.TextContent);
        await using var db = desk.CreateDb();
        var ticket = await db.FindFullTicketAsync(number, Now);
        Assert.Equal((1L, CycleState.Open), (ticket!.Version, ticket.CycleState));
    }

    [Fact]
    public async Task An_answer_is_refused_once_when_the_resident_wrote_meanwhile()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("包裹丢了", chat: Chat);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (_, read) = await OpenAsync(clerk, number);
        await desk.OpenTicketAsync("已经找到了", chat: Chat);
        using var first = await SendAsync(clerk, number, read, "say", ("kind", "answer"), ("text", "我们去查"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, first.StatusCode);
        var again = await ParseAsync(first);
        Assert.Contains("已经找到了", again.QuerySelector(".talk")!.TextContent);
        Assert.Equal("我们去查", again.QuerySelector("#say-text")!.TextContent);
        using var second = await SendAsync(clerk, number, Fields(again), "say", ("kind", "answer"), ("text", "好的"));
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
    }

    [Fact]
    public async Task A_change_that_need_not_be_read_first_refuses_no_form()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("包裹丢了", chat: Chat);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (_, read) = await OpenAsync(clerk, number);
        await desk.TakeTicketAsync(number, "somebody");
        using var sent = await SendAsync(clerk, number, read, "say", ("kind", "note"), ("text", "问过仓库"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }

    [Fact]
    public async Task Resolving_before_answering_is_refused_with_a_reason()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        using var sent = await SendAsync(await desk.ClientForStaffAsync(StaffRole.Clerk), number, "resolve");
        Assert.Equal(HttpStatusCode.Conflict, sent.StatusCode);
        Assert.Contains("请先答复", (await ParseAsync(sent)).QuerySelector(".notice.late")!.TextContent);
    }

    [Fact]
    public async Task The_page_offers_no_action_that_the_ticket_would_refuse()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (solved, withdrawn) = (await desk.OpenTicketAsync("核桃"), await desk.OpenTicketAsync("又不要了"));
        using var told = await SendAsync(clerk, solved, "call", ("reached", "yes"), ("kind", "answer"), ("text", "说好了"));
        using var resolved = await SendAsync(clerk, solved, "resolve");
        string[] whenResolved = ["reopen", "rate"];
        Assert.Equal(whenResolved, whenResolved.Intersect(await OfferedActionsAsync(clerk, solved)));
        using var rated = await SendAsync(clerk, solved, "rate", ("score", "5"));
        Assert.Equal(["reopen"], whenResolved.Intersect(await OfferedActionsAsync(clerk, solved)));
        using var cancelled = await SendAsync(clerk, withdrawn, "cancel", ("why", "withdrawn"));
        Assert.Equal(["write", "link"], await OfferedActionsAsync(clerk, withdrawn));
    }

    [Fact]
    public async Task Who_cancels_keeps_the_words_beside_the_reason_and_a_reason_alone_is_shown_in_the_readers_language()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (alone, withWords) = (await desk.OpenTicketAsync("核桃"), await desk.OpenTicketAsync("又不要了"));
        using var first = await SendAsync(clerk, alone, "cancel", ("why", "withdrawn"));
        using var second = await SendAsync(clerk, withWords, "cancel", ("why", "withdrawn"), ("reason", "女儿已经买到了"));
        var page = await clerk.GetStringAsync(new Uri($"/desk/tickets/{alone}?lang=zh-Hans", UriKind.Relative), Now);
        Assert.Contains("居民自己撤回", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">withdrawn<", page, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        var ticket = await db.FindFullTicketAsync(withWords, Now);
        Assert.Equal((CycleEndReason.Withdrawn, "女儿已经买到了"), (ticket!.Cycles.Single().EndReason, ticket.Messages[^1].Text));
    }

    [Fact]
    public async Task Every_action_of_the_page_works_as_a_plain_form()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var other = await desk.OpenTicketAsync("另一件");
        var number = await desk.OpenTicketAsync("核桃");
        var boss = await desk.ClientForStaffAsync(StaffRole.Supervisor, user: "boss");
        foreach (var (action, fields) in ((string, (string, string)[])[])
        [
            ("take", []), ("assign", [("user", "boss")]), ("say", [("kind", "note"), ("text", "问过")]),
            ("amend", [("kind", "complaint")]), ("link", [("to", other.ToString())]), ("write", [("text", "快一点")]),
            ("call", [("direction", "out"), ("reached", "yes"), ("kind", "answer"), ("text", "说好了")]),
            ("resolve", [("text", "好了")]), ("rate", [("score", "5")]), ("reopen", [("reason", "又坏了")]),
            ("call", [("direction", "in"), ("reached", "yes"), ("kind", "answer"), ("text", "好了")]),
            ("resolve", []), ("close", []), ("reopen", [("reason", "再看")]), ("cancel", [("why", "spam")]),
        ])
        {
            var alreadyAssigned = action == "assign"; // The same person took it one step before.
            using var sent = await SendAsync(boss, number, action, fields);
            Assert.Equal((action, alreadyAssigned ? HttpStatusCode.Conflict : HttpStatusCode.Redirect), (action, sent.StatusCode));
        }

        Assert.Contains("已结束", (await OpenAsync(boss, number)).Page.QuerySelector(".head .facts")!.TextContent);
    }

    [Fact]
    public async Task Linked_tickets_are_listed_on_both_pages_among_many_tickets_of_the_person()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        for (var i = 0; i < 10; i++) await desk.OpenTicketAsync($"第{i}件");
        var other = await desk.OpenTicketAsync("另一件");
        var boss = await desk.ClientForStaffAsync(StaffRole.Supervisor, user: "boss");
        using var sent = await SendAsync(boss, number, "link", ("to", other.ToString()));
        foreach (var (ticket, linked) in ((TicketNumber, TicketNumber)[])[(number, other), (other, number)])
            Assert.Contains(linked.ToString(), await LinkedTicketsAsync(ticket), StringComparison.Ordinal);

        async Task<string> LinkedTicketsAsync(TicketNumber of) =>
            (await OpenAsync(boss, of)).Page.QuerySelector(".side .mentions")!.TextContent;
    }

    [Theory]
    [InlineData(StaffRole.Clerk, true)]
    [InlineData(StaffRole.Supervisor, true)]
    [InlineData(StaffRole.Agent, false)]
    public async Task Whole_phone_numbers_are_only_for_clerks_and_supervisors(StaffRole role, bool whole)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", department: "brand");
        var reader = await desk.ClientForStaffAsync(role, "brand");
        var page = (await OpenAsync(reader, number)).Page;
        var html = page.DocumentElement.OuterHtml;
        Assert.Contains("138****1234", html);
        Assert.DoesNotContain("13800001234", html);
        var link = page.QuerySelector(".phone a")?.GetAttribute("href");
        Assert.Equal(whole, link is not null);
        using var asked = await reader.GetAsync(new Uri(link ?? $"/desk/tickets/{number}?phone=1", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(whole, (await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Contains("13800001234", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("999-9999")]
    [InlineData("nonsense")]
    public async Task An_unknown_ticket_number_gets_a_not_found_page(string number)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        using var answer = await clerk.GetAsync(new Uri($"/desk/tickets/{number}", UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有这件工单", await answer.Content.ReadAsStringAsync(Now));
    }

    [Fact]
    public async Task A_ticket_of_another_department_is_not_found()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", department: "brand");
        var stranger = await desk.ClientForStaffAsync(StaffRole.Agent, "logistics");
        using var read = await stranger.GetAsync(new Uri($"/desk/tickets/{number}", UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task A_form_without_a_valid_token_changes_nothing_and_keeps_its_text()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        using var form = new FormUrlEncodedContent([new("text", "x"), new("kind", "note")]);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        using var sent = await clerk.PostAsync(new Uri($"/desk/tickets/{number}/say", UriKind.Relative), form, Now);
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        var page = await ParseAsync(sent);
        Assert.Equal("x", page.QuerySelector("#say-text")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".said.note"));
    }

    [Fact]
    public void Every_ticket_event_and_refusal_has_a_text()
    {
        string[] messages =
        [
            "ticketOpened", "residentWrote", "answerWritten", "noteWritten", "callLogged", "ticketResolved",
            "slipSent", "slipTimeAsked", "slipTimeRefused", "slipAnswered",
            "orderIssued", "orderAnswered", "orderRepeated", "orderDropped",
            "followUpCalled", "ticketEscalated",
        ];
        foreach (var type in typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent))))
        {
            var name = char.ToLowerInvariant(type.Name[0]) + type.Name[1..];
            Assert.True(messages.Contains(name) || DeskTexts.Contains("ticket.happened." + name), name);
        }

        foreach (var reason in Enum.GetNames<RefusalReason>())
            Assert.True(DeskTexts.Contains("ticket.refused." + char.ToLowerInvariant(reason[0]) + reason[1..]), reason);
    }

    private static async Task<(IHtmlDocument Page, FormFields Fields)> OpenAsync(HttpClient client, TicketNumber number)
    {
        using var answer = await client.GetAsync(new Uri($"/desk/tickets/{number}?lang=zh", UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await ParseAsync(answer);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(c => c.Split(';')[0]) : [];
        return (page, Fields(page) with { Cookie = string.Join("; ", cookies) });
    }

    private static async Task<IEnumerable<string>> OfferedActionsAsync(HttpClient client, TicketNumber number) =>
        (await OpenAsync(client, number)).Page.QuerySelectorAll(".acts form").Select(form => form.GetAttribute("action")!.Split('/')[^1]);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, TicketNumber number, string action, params (string, string)[] fields) =>
        await SendAsync(client, number, (await OpenAsync(client, number)).Fields, action, fields);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, TicketNumber number, FormFields read, string action, params (string Name, string Value)[] fields)
    {
        var (_, fresh) = await OpenAsync(client, number);
        using var form = new FormUrlEncodedContent(
        [
            .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
            new("version", read.Version), new("__RequestVerificationToken", fresh.Token),
        ]);
        var address = new Uri($"/desk/tickets/{number}/{action}?lang=zh", UriKind.Relative);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Add("Cookie", fresh.Cookie);
        return await client.SendAsync(request, Now);
    }

    private static FormFields Fields(IHtmlDocument page) => new(page.QuerySelector("input[name=version]")!.GetAttribute("value")!,
        page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!, "");

    private static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));

    private sealed record FormFields(string Version, string Token, string Cookie);
}
