using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Bots;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>
/// The ticket page of chat tickets: uncertain and edited messages, files, hidden names, splitting and language confirmation.
/// </summary>
public sealed class ChatTicketPageTests
{
    // Two tickets are open, and nothing tells to which of them the last message belongs.
    private static async Task<TicketNumber> SubmitDoubtfulMessageAsync(DeskApp desk)
    {
        var earlier = TimeProvider.System.GetUtcNow().AddHours(-1);
        var other = DeskWithoutBots.NewMessage("42:0", "还想学直播", sentAt: earlier);
        await desk.DeskForBots().SubmitAsync(other, Cancellation);
        var walnuts = DeskWithoutBots.NewMessage("42:1", "四十公斤核桃", sentAt: earlier) with { OpensNewTicket = true };
        var number = (await desk.DeskForBots().SubmitAsync(walnuts, Cancellation)).Number;
        Assert.Equal(number, await SubmitMessageAsync(desk, "42:2", "请快一点"));
        return number;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uncertain_and_edited_messages_are_marked()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitDoubtfulMessageAsync(desk);
        await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage("42:3", "十四公斤核桃") with { EditsMessageId = "42:1" }, Cancellation);

        var said = (await OpenPageAsync(desk, number)).Document.QuerySelectorAll(".said");
        Assert.Contains("后来改过", said[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("没有确认说的是这件事", said[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("居民改过的话", said[2].TextContent, StringComparison.Ordinal);
        Assert.Equal($"#{said[0].Id}", said[2].QuerySelector(".more a")!.GetAttribute("href"));
        Assert.DoesNotContain("没有确认说的是这件事", said[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answered_message_is_no_longer_uncertain()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitDoubtfulMessageAsync(desk);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var form = (await clerk.OpenAsync($"/desk/tickets/{number}")).Document.QuerySelector<IHtmlFormElement>("#answer")!;
        var token = form.QuerySelector<IHtmlInputElement>("[name=__RequestVerificationToken]")!.Value;
        using var answer = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("kind", "answer"), new("text", "今天就办。")]);
        await clerk.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), answer, Cancellation);
        var page = (await clerk.OpenAsync($"/desk/tickets/{number}")).Document;
        Assert.Contains("今天就办", page.QuerySelector("#story")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("没有确认说的是这件事", page.QuerySelector("#story")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[سۈرەت]", "en", "[photo]")]
    [InlineData("قوغۇن پىشتى [ئاۋازلىق ئۇچۇر: 0:12]", "zh-Hans", "قوغۇن پىشتى [语音: 0:12]")]
    [InlineData("[照片]", "ug", "[سۈرەت]")]
    [InlineData("[文件: 合同[1].pdf]", "en", "[file: 合同[1].pdf]")]
    [InlineData("[چىراي ئىپادىسى: 🙏]", "zh-Hans", "[表情: 🙏]")]
    [InlineData("مەن خادىم بىلەن سۆزلەشمەكچىمەن.", "zh-Hans", "我想和工作人员说话。")]
    [InlineData("请看[照片]里", "en", "请看[照片]里")]
    public async Task Media_placeholders_are_shown_in_the_readers_language(string kept, string reader, string read)
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", kept);
        var page = (await OpenPageAsync(desk, number, reader)).Document;
        Assert.Equal(read, page.QuerySelector(".said .text")!.TextContent);
        Assert.Equal(read, page.QuerySelector("#story h1")!.TextContent);
        Assert.Contains(read, page.Title!, StringComparison.Ordinal);
        var board = await (await desk.SignedInBrowserAsync(StaffRole.Clerk)).OpenAsync($"/desk?lang={reader}");
        Assert.Equal(read, board.Document.QuerySelector(".row .subject bdi")!.TextContent.Trim());
        await using var db = desk.CreateDb();
        Assert.Equal(kept, (await db.Messages.SingleAsync(Cancellation)).Text);
    }

    [Fact]
    public async Task A_location_links_to_a_map_and_a_contact_to_the_telephone()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", "[ئورۇن: چىرا بازىرى, 37.0012, 80.8065]");
        await SubmitMessageAsync(desk, "42:2", "[ئالاقىداش: Aygül +86 138 0000 0000]");
        var page = (await OpenPageAsync(desk, number, "zh-Hans")).Document;
        var (place, phone) = (page.QuerySelector(".said .text a[href^='geo:']")!, page.QuerySelector(".said .text a[href^='tel:']")!);
        Assert.Equal(("geo:37.0012,80.8065", "ltr", "37.0012, 80.8065"),
            (place.GetAttribute("href"), place.GetAttribute("dir"), place.TextContent));
        Assert.Equal(("tel:+8613800000000", "ltr"), (phone.GetAttribute("href"), phone.GetAttribute("dir")));
        Assert.Equal("[位置: چىرا بازىرى 37.0012, 80.8065]", page.QuerySelector(".said .text")!.TextContent.Trim());
        var board = await (await desk.SignedInBrowserAsync(StaffRole.Clerk)).OpenAsync("/desk?lang=zh-Hans");
        Assert.Null(board.Document.QuerySelector(".row .subject a"));
        Assert.NotNull(board.Document.QuerySelector(".row .subject bdi[dir=ltr]"));
    }

    [Fact]
    public async Task After_ten_minutes_the_page_marks_a_ticket_as_unconfirmed()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync(time: time);
        var number = await SubmitMessageAsync(desk, "42:1", "核桃");
        const string Doubt = "类别和内容居民还没有确认";
        Assert.DoesNotContain(Doubt, (await OpenPageAsync(desk, number)).Text, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains(Doubt, (await OpenPageAsync(desk, number)).Text, StringComparison.Ordinal);
        await desk.DeskForBots().AmendAsync(DeskWithoutBots.Aygul, number, new() { Confirmed = true }, Cancellation);
        Assert.DoesNotContain(Doubt, (await OpenPageAsync(desk, number)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_shown_and_played_in_their_message()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        IncomingFile[] files =
        [
            new() { Source = "p", Kind = FileKind.Photo }, new() { Source = "v", Kind = FileKind.Voice },
            new() { Source = "d", Kind = FileKind.Document, Name = "合同.pdf" }, new() { Source = "w", Kind = FileKind.Video },
        ];
        var number = (await desk.DeskForBots()
            .SubmitAsync(DeskWithoutBots.NewMessage("42:1", "都在这里") with { Files = files }, Cancellation)).Number;
        await MarkStoredAsync(desk, "p", "image/jpeg");
        await MarkStoredAsync(desk, "v", "audio/ogg");
        await MarkStoredAsync(desk, "d", "application/pdf");

        var said = (await OpenPageAsync(desk, number)).Document.QuerySelector(".said")!;
        Assert.StartsWith("/desk/attachments/", said.QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.NotNull(said.QuerySelector("audio[controls]"));
        Assert.Equal(3, said.QuerySelectorAll("a[download][href$='?whole']").Length);
        Assert.Contains("合同.pdf", said.TextContent, StringComparison.Ordinal);
        Assert.Contains("正在取", said.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_name_is_shown_to_clerks_and_supervisors_only_and_an_anonymous_one_to_nobody()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", "举报");
        await SubmitMessageAsync(desk, "42:2", "核桃的事", newMatter: true);
        await using (var db = desk.CreateDb()) await db.Tickets.ExecuteUpdateAsync(t => t.SetProperty(x => x.Department, "brand"),
            Cancellation);
        await desk.DeskForBots().AmendAsync(
            DeskWithoutBots.Aygul, number, new() { Anonymity = Anonymity.Hidden, Name = "Aygül" }, Cancellation);
        Assert.Contains("Aygül", (await OpenPageAsync(desk, number)).Text, StringComparison.Ordinal);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var seen = await agent.OpenAsync($"/desk/tickets/{number}");
        Assert.DoesNotContain("Aygül", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("核桃的事", seen.Document.QuerySelector(".side")!.TextContent, StringComparison.Ordinal);

        await desk.DeskForBots().AmendAsync(DeskWithoutBots.Aygul, number, new() { Anonymity = Anonymity.Anonymous }, Cancellation);
        Assert.DoesNotContain("Aygül", (await OpenPageAsync(desk, number)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follow_up_after_an_anonymous_ticket_stays_anonymous()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", "举报");
        await desk.DeskForBots().AmendAsync(DeskWithoutBots.Aygul, number, new() { Anonymity = Anonymity.Anonymous }, Cancellation);
        await desk.DeskForBots().WithdrawAsync(DeskWithoutBots.Aygul, number, "", Cancellation);
        var next = await SubmitMessageAsync(desk, "42:2", "又来了");
        Assert.NotEqual(number, next);
        await using var db = desk.CreateDb();
        Assert.Equal((Anonymity.Anonymous, null), await db.Tickets.Where(t => t.Number == next)
            .Select(t => ValueTuple.Create(t.Anonymity, t.PersonId)).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Checked_messages_are_split_into_a_new_ticket()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", "网店打不开");
        await SubmitMessageAsync(desk, "42:2", "还想学直播");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync($"/desk/tickets/{number}");
        var boxes = page.Document.QuerySelectorAll<IHtmlInputElement>("form[action$='/split'] input[type=checkbox]");
        Assert.Equal(2, boxes.Count());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.SubmitFormAsync(page, "split")).Status);
        var own = await clerk.SubmitFormAsync(page, "split", ("messages", boxes.Last().Value));
        Assert.Contains("还想学直播", own.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("网店打不开", own.Document.QuerySelector(".mentions")!.TextContent, StringComparison.Ordinal);
        var rest = (await OpenPageAsync(desk, number)).Document.QuerySelector(".talk")!.TextContent;
        Assert.DoesNotContain("还想学直播", rest, StringComparison.Ordinal);
        Assert.Null(own.Document.QuerySelector("form[action*='/split']"));
    }

    [Fact]
    public async Task An_answer_in_another_language_needs_one_confirmation_and_keeps_its_text()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", "تور دۇكىنىم ئېچىلمايدۇ");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync($"/desk/tickets/{number}");
        var asked = await clerk.SubmitFormAsync(page, "say", ("kind", "answer"), ("text", "明天会有人来看。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Equal("明天会有人来看。", asked.Document.QuerySelector("#say-text")!.TextContent);
        Assert.Contains("对方可能看不懂", asked.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAnswersAsync(desk));

        var sent = await clerk.SubmitFormAsync(asked, "say", ("kind", "answer"), ("text", "明天会有人来看。"), ("insist", "1"));
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Equal(1, await CountAnswersAsync(desk));
        Assert.Equal(HttpStatusCode.OK, (await clerk.SubmitFormAsync(sent, "say", ("kind", "answer"), ("text", "ئەتە بارىمىز"))).Status);
        page = await clerk.OpenAsync($"/desk/tickets/{number}");
        var note = await clerk.SubmitFormAsync(page, "say", ("kind", "note"), ("text", "内部的话"));
        Assert.Equal(HttpStatusCode.OK, note.Status);
    }

    [Fact]
    public async Task A_poor_rating_stays_on_the_supervisors_list_until_they_write_a_note()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = await SubmitMessageAsync(desk, "42:1", "网店打不开");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync($"/desk/tickets/{number}");
        await clerk.SubmitFormAsync(page, "call", ("direction", "out"), ("reached", "yes"), ("kind", "answer"), ("text", "好了"));
        await clerk.SubmitFormAsync(await clerk.OpenAsync($"/desk/tickets/{number}"), "resolve", ("text", "好了"), ("insist", "1"));
        Assert.True(await desk.DeskForBots().RateAsync(DeskWithoutBots.Aygul, number, 1, Cancellation));

        Assert.Empty((await clerk.OpenAsync("/desk")).Document.QuerySelectorAll("a[data-list=notSatisfied] .count"));
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var list = await supervisor.OpenAsync("/desk?list=notSatisfied");
        Assert.Equal("1", list.Document.QuerySelector("a[data-list=notSatisfied] .count")!.TextContent);
        Assert.Single(list.Document.QuerySelectorAll($".row[data-number='{number}']"));

        await supervisor.SubmitFormAsync(await supervisor.OpenAsync($"/desk/tickets/{number}"), "say", ("kind", "note"), ("text", "已电话了解"));
        Assert.Empty((await supervisor.OpenAsync("/desk?list=notSatisfied")).Document.QuerySelectorAll(".row"));
    }

    [Fact]
    public async Task A_catalogue_office_is_sent_in_the_residents_language_with_its_phone()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        await using (var db = desk.CreateDb())
        {
            db.Offices.Add(new()
            {
                Code = "test-office", NameZh = "测试局", NameUg = "سىناق ئىدارىسى", NameEn = "Test office",
                Phone = "0903-1234567", AddressUg = "چىرا بازىرى",
            });
            await db.SaveChangesAsync(Cancellation);
        }

        var number = await SubmitMessageAsync(desk, "42:1", "بۇ ئىش كىمنىڭ؟");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync($"/desk/tickets/{number}");
        Assert.Contains("测试局", page.Document.QuerySelector("#say-officeCode")!.TextContent, StringComparison.Ordinal);
        await clerk.SubmitFormAsync(page, "say", ("kind", "outOfRemit"), ("text", "بۇ بىزنىڭ ئىشىمىز ئەمەس."),
            ("officeCode", "test-office"));
        await using var after = desk.CreateDb();
        var answer = await after.Messages.SingleAsync(m => m.Kind == MessageKind.OutOfRemit, Cancellation);
        Assert.Equal("سىناق ئىدارىسى", answer.Office);
        Assert.Equal("بۇ بىزنىڭ ئىشىمىز ئەمەس.\nتېلېفون: 0903-1234567\nئادرېس: چىرا بازىرى", answer.Text);
    }

    private static async Task<TicketNumber> SubmitMessageAsync(DeskApp desk, string id, string text, bool newMatter = false) =>
        (await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage(id, text) with { OpensNewTicket = newMatter }, Cancellation))
            .Number;

    private static async Task<HtmlPage> OpenPageAsync(DeskApp desk, TicketNumber number, string reader = "zh-Hans") =>
        await (await desk.SignedInBrowserAsync(StaffRole.Clerk)).OpenAsync($"/desk/tickets/{number}?lang={reader}");

    private static async Task<int> CountAnswersAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Messages.CountAsync(m => m.Kind == MessageKind.Answer, Cancellation);
    }

    private static async Task MarkStoredAsync(DeskApp desk, string source, string type)
    {
        await using var db = desk.CreateDb();
        await db.Attachments.Where(a => a.Source == source)
            .ExecuteUpdateAsync(a => a
                .SetProperty(x => x.State, AttachmentState.Kept).SetProperty(x => x.ContentType, type).SetProperty(x => x.Size, 10),
                Cancellation);
    }
}

/// <summary>Submits the forms of a ticket page by the name of their action.</summary>
internal static class TicketPageForms
{
    public static async Task<HtmlPage> SubmitFormAsync(
        this HttpClient browser, HtmlPage page, string action, params (string Name, string? Value)[] fields)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>($"form[action*='/{action}']")
            ?? throw new InvalidOperationException($"No form for {action} at {page.Address} ({page.Status}).");
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value ?? ""))));
        var address = new Uri(form.GetAttribute("action")!, UriKind.Relative);
        using var answer = await browser.PostAsync(address, content, TestContext.Current.CancellationToken);
        return await HtmlForms.ReadAsync(answer);
    }
}
