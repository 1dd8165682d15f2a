using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.Shared.Parts;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

public sealed class WebChatPageTests
{
    private const string ChatPath = "/chat";

    [Fact]
    public async Task The_script_is_given_the_limits_that_the_server_enforces()
    {
        await using var desk = await DeskApp.StartAsync();
        var form = (await desk.BrowserClient().OpenAsync(ChatPath)).Document.GetElementById("say-form")!;
        Assert.Equal($"{WebChatFormHandler.MaxTextLength}", form.GetAttribute("data-max-text-length"));
        Assert.Equal($"{UnattachedFiles.MaxFiles}", form.GetAttribute("data-max-files"));
        Assert.Equal($"{AttachmentStore.MaxFileBytes}", form.GetAttribute("data-max-file-bytes"));
    }

    [Fact]
    public async Task Without_a_script_a_message_opens_a_ticket_and_a_button_amends_it()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var receipt = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "تور دۇكىنىم ئېچىلمايدۇ"));
        await using var db = desk.CreateDb();
        var number = (await db.Tickets.SingleAsync(TestContext.Current.CancellationToken)).Number.ToString();
        Assert.Equal(number, receipt.Document.QuerySelector(".number-bubble .number")!.TextContent);
        await resident.PressAsync(receipt, $"kind:Complaint:{number}");
        Assert.Equal(TicketKind.Complaint, await db.Tickets.Select(t => t.Kind).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Replies_use_the_chosen_language_of_the_page_whatever_the_resident_writes()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var receipt = await resident.SendAsync(await resident.OpenAsync(ChatPath + "?lang=ug"), ("say.text", "店打不开"));
        Assert.Equal("ug", receipt.Document.QuerySelector("[data-transcript] .line.ours .bubble")!.GetAttribute("lang"));
        Assert.Equal("ug", receipt.Document.QuerySelector(".ways")!.GetAttribute("lang"));
        await resident.OpenAsync(ChatPath + "?lang=en");
        var joined = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "还有快递"));
        Assert.Equal("en", joined.Document.QuerySelector(".ways")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_phone_of_the_centre_can_be_pressed_in_a_bubble()
    {
        await using var desk = await DeskApp.StartAsync(settings: [("Centre:Phone", "0903-6712345")]);
        var resident = desk.BrowserClient();
        var reply = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "人工"));
        var bubble = reply.Document.QuerySelector("[data-transcript] .line.ours .bubble")!;
        Assert.Contains("急事请打电话0903-6712345，", bubble.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("tel:", bubble.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_bubble_tells_the_day_once_that_is_over()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        await using var desk = await DeskApp.StartAsync(time: time);
        var resident = desk.BrowserClient();
        await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "店打不开"));
        Assert.Matches("^[0-9]{2}:[0-9]{2}$", await ReadTimeAsync());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Matches("^[0-9]{4}年[0-9]+月[0-9]+日 星期. [0-9]{2}:[0-9]{2}$", await ReadTimeAsync());

        async Task<string> ReadTimeAsync() =>
            (await resident.OpenAsync(ChatPath)).Document.QuerySelector("[data-transcript] .line time")!.TextContent;
    }

    [Theory]
    [InlineData("请打0903-6712345，谢谢", 3)]
    [InlineData("0903-6712345", 1)]
    [InlineData("10903-6712345和0903-67123456", 1)]
    [InlineData("请打电话", 1)]
    [InlineData("", 0)]
    public void A_sentence_is_split_at_the_phone(string text, int parts)
    {
        var split = PhoneInSentence.Split(text, "0903-6712345").ToList();
        Assert.Equal(parts, split.Count);
        Assert.Equal(text, string.Concat(split.Select(part => part.Part)));
        Assert.All(PhoneInSentence.Split(text, ""), part => Assert.False(part.IsPhone));
    }

    [Fact]
    public async Task The_same_text_sent_twice_is_stored_once_and_another_text_is_a_new_message()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.OpenAsync(ChatPath);
        await Task.WhenAll(resident.SendAsync(page, ("say.text", "店打不开")),
            resident.SendAsync(page, ("say.text", "店打不开")));
        await resident.SendAsync(page, ("say.text", "还有快递"));
        await using var db = desk.CreateDb();
        var texts = await db.Messages.Where(m => m.Kind == MessageKind.FromResident).OrderBy(m => m.Id).Select(m => m.Text)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["店打不开", "还有快递"], texts);
    }

    [Fact]
    public async Task An_answer_of_staff_comes_into_the_chat_and_lines_return_only_new_messages()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "店打不开"));
        var last = page.Document.QuerySelector("[data-last]")!.GetAttribute("data-last");
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(resident, $"{ChatPath}/lines?after={last}"));
        await AnswerAsync(desk, "已经修好了。");
        await Eventually.TrueAsync(async () => await StatusAsync(resident, $"{ChatPath}/lines?after={last}") is HttpStatusCode.OK);
        Assert.Contains("已经修好了。", (await resident.OpenAsync(ChatPath)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_browser_sees_a_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "我的秘密"));
        Assert.DoesNotContain("我的秘密", (await desk.BrowserClient().OpenAsync(ChatPath)).Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Matches("^[0-9a-f]{64}$", (await db.Addresses.SingleAsync(TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts()
    {
        await using var desk = await DeskApp.StartAsync();
        using var answer = await desk.AnonymousClient()
            .GetAsync(new Uri(ChatPath, UriKind.Relative), TestContext.Current.CancellationToken);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("chat=", StringComparison.Ordinal));
        Assert.Matches("^chat=[0-9a-f]{32};.*path=/; samesite=lax; httponly$", cookie);
    }

    [Fact]
    public async Task A_rate_limit_is_explained_and_the_text_stays()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("WebChat:MessagesPerMinute", "1"));
        var resident = desk.BrowserClient();
        var page = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "一"));
        var refused = await resident.SendAsync(page, ("say.text", "二"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "二"), (refused.Status, refused.Value("say.text")));
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(DeskTexts.Format(Language.ZhHans, "chat.tooFast"),
            refused.Document.QuerySelector(".composer .fault")!.TextContent);
        // A script retries by itself, so its notice does not ask the resident to.
        resident.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        var waits = await resident.SendAsync(page, ("say.text", "三"));
        Assert.Equal(DeskTexts.Format(Language.ZhHans, "chat.tooFastWaits"),
            waits.Document.QuerySelector(".composer .fault")!.TextContent);
    }

    [Fact]
    public async Task A_draft_stays_in_the_box_when_the_language_changes()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        foreach (var begun in new[] { false, true })
        {
            var page = await resident.OpenAsync(ChatPath + "?lang=zh-Hans");
            if (begun) page = await resident.SendAsync(page, ("say.text", "店打不开"));
            using var content = new FormUrlEncodedContent(page.Fill(("say.text", "还有快")).Append(new("say.button", "language:ug")));
            using var answer = await resident.PostAsync(new Uri(ChatPath + "?lang=ug", UriKind.Relative), content,
                TestContext.Current.CancellationToken);
            var after = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(("ug", "还有快"), (after.DocumentElement.GetAttribute("lang"), after.QuerySelector("#say")!.TextContent));
            Assert.DoesNotContain("还有快", after.QuerySelector("[data-transcript]")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Buttons_stay_under_their_message_and_the_newest_message_is_last()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "店打不开"));
        var asked = page.Document.QuerySelector(".ways")!.Closest("[data-line]")!.GetAttribute("data-line");
        await AnswerAsync(desk, "已经修好了。");
        await Eventually.TrueAsync(async () => (await resident.OpenAsync(ChatPath)).Text.Contains("已经修好了。", StringComparison.Ordinal));
        var after = (await resident.OpenAsync(ChatPath)).Document;
        var last = after.QuerySelector("[data-transcript] .line:last-child")!;
        if (last.QuerySelector(".ways") is null)
            Assert.Equal(asked, after.QuerySelector(".ways")!.Closest("[data-line]")!.GetAttribute("data-line"));
        Assert.Contains("已经修好了。", last.TextContent, StringComparison.Ordinal);
        Assert.Null(after.QuerySelector("[data-transcript] ol ~ .ways"));
    }

    [Fact]
    public async Task The_languages_are_always_visible_and_change_page_and_conversation()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "店打不开"));
        var languages = page.Document.QuerySelectorAll("[data-language-button]").Select(b => b.TextContent.Trim());
        Assert.Equal(["中文", "ئۇيغۇرچە", "English"], languages);
        using var content = new FormUrlEncodedContent(page.Fill().Append(new("say.button", "language:ug")));
        using var answer = await resident.PostAsync(new Uri(ChatPath + "?lang=ug", UriKind.Relative), content,
            TestContext.Current.CancellationToken);
        var after = await resident.OpenAsync(ChatPath);
        Assert.Equal("rtl", after.Document.DocumentElement.GetAttribute("dir"));
        var ours = after.Document.QuerySelectorAll(".ours .bubble[lang]");
        Assert.Equal("ug", ours[ours.Length - 1].GetAttribute("lang"));
    }

    [Fact]
    public async Task A_chat_page_is_small()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = desk.BrowserClient();
        var page = (await desk.BrowserClient().OpenAsync(ChatPath)).Document;
        var parts = page.QuerySelectorAll("link[href], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            .ToList();
        Assert.Equal(["/mark.svg", "/css/desk.css", "/css/chat.css", "/Pages/WebChat/WebChatPage.razor.js"],
            parts.Where(part => !part.StartsWith("/js/chat/", StringComparison.Ordinal)));
        // Scripts that the page does not preload are loaded later, when they are needed.
        var scripts = desk.Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetDirectoryContents("js/chat")
            .Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal));
        Assert.Equal(["/js/chat/live.js", "/js/chat/offline.js", "/js/chat/recorder.js"],
            scripts.Select(file => $"/js/chat/{file.Name}").Except(parts).Order(StringComparer.Ordinal));
        Assert.InRange(await browser.CompressedSizeAsync(ChatPath, parts), 1, 17_000);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task AnswerAsync(DeskApp desk, string text)
    {
        await using var db = desk.CreateDb();
        var number = await db.Tickets.Select(t => t.Number).SingleAsync();
        var request = new TicketRequest(number, new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk });
        var actions = desk.Services.GetRequiredService<TicketActions>();
        Assert.IsType<TicketActionResult.ActionDone>(
            await desk.Writer.WriteAsync(unit => actions.AnswerAsync(unit, request, new(text), default)));
    }
}
