using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Database.Disks;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.PublicSite;

public sealed class TrackedMessageTests
{
    private const string Question = "请把收据拍给我们看。", Words = "收据在这里，门牌是 5 号";

    private static readonly byte[] Photo = WebChatPosting.Jpeg, Voice = WebChatPosting.Voice;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AnswerKind.Answer, "p.words a")]
    [InlineData(AnswerKind.NeedFromYou, "blockquote a")]
    public async Task The_phone_of_the_centre_in_an_answer_or_a_question_can_be_pressed_to_call(AnswerKind kind, string link)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Centre:Phone", "0903-1234567"));
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, kind, "有事请打 0903-1234567，收据号是 20261122。");
        var page = await TrackAsync(desk.BrowserClient(), number, code);
        var call = Assert.Single(page.Document.QuerySelectorAll(link));
        Assert.Equal(("tel:09031234567", "0903-1234567", "ltr"),
            (call.GetAttribute("href"), call.TextContent, call.GetAttribute("dir")));
        Assert.Contains("有事请打 0903-1234567，收据号是 20261122。", page.Text, StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    internal async Task Words_a_photo_and_a_recording_answer_the_question_and_start_the_promise_of_the_same_ticket(Provider provider)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(provider, time);
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.NeedFromYou, Question);
        time.Advance(TimeSpan.FromHours(3));
        var resident = desk.BrowserClient();
        var page = await TrackAsync(resident, number, code);
        Assert.Equal(Question, page.Document.QuerySelector("blockquote")!.TextContent.Trim());

        var sent = await PostAsync(resident, page, Words, Photo, Voice);
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Contains(DeskTexts.Format(Language.ZhHans, "track.sent"), sent.Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.Include(t => t.Messages).Include(t => t.Cycles).SingleAsync(Cancellation);
        var message = ticket.Messages.OrderBy(m => m.Id).Last();
        Assert.Equal((MessageKind.FromResident, Author.Resident), (message.Kind, message.Author));
        Assert.StartsWith(Words, message.Text, StringComparison.Ordinal);
        Assert.Equal((TicketStatus.InProgress, CycleState.Open), (ticket.Status, ticket.CycleState));
        Assert.Equal(message.At + TimeSpan.FromHours(48), ticket.DueAt);
        var files = await db.Attachments.OrderBy(a => a.Id).ToListAsync(Cancellation);
        Assert.Equal([FileKind.Photo, FileKind.Voice], files.Select(f => f.Kind));
        Assert.All(files, file => Assert.Equal((message.Id, ticket.Id), (file.MessageId, file.TicketId)));
    }

    [Fact]
    public async Task A_photo_alone_counts_thanks_start_no_clock_and_thanks_with_a_photo_do()
    {
        await using var desk = await DeskApp.StartAsync();
        foreach (var (words, file, starts) in new[] { (null, true, true), ("谢谢", false, false), ("谢谢", true, true) })
        {
            var (number, code) = await OpenAsync(desk);
            await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
            var resident = desk.BrowserClient();
            await PostAsync(resident, await TrackAsync(resident, number, code), words, file ? [Photo] : []);
            await using var db = desk.CreateDb();
            var ticket = await db.Tickets.Include(t => t.Cycles).SingleAsync(t => t.Number == TicketNumber.Parse(number), Cancellation);
            Assert.Equal(starts ? 2 : 1, ticket.Cycles.Count);
        }
    }

    [Fact]
    public async Task What_is_sent_twice_at_once_or_again_is_one_message_with_its_files_once()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        var page = await TrackAsync(resident, number, code);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(resident, page, Words, Photo)));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(resident, page, Words, Photo)).Status);
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Messages.CountAsync(Cancellation));
        Assert.Equal(1, await db.Attachments.CountAsync(a => a.MessageId != null, Cancellation));
    }

    [Fact]
    public async Task A_resolved_ticket_is_reopened_and_a_closed_one_gets_a_follow_up_whose_number_and_code_are_shown()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time);
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        await PostAsync(resident, await TrackAsync(resident, number, code), "又坏了");
        await using var db = desk.CreateDb();
        Assert.Equal(TicketStatus.InProgress, await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation));

        await AnswerAsync(desk, number, AnswerKind.Answer, "又修好了。");
        await ResolveAsync(desk, number);
        await CloseAsync(desk, number);
        var receipt = await PostAsync(resident, await TrackAsync(resident, number, code), "第三次坏了");
        var followUp = await db.Tickets.AsNoTracking().Include(t => t.Links).OrderBy(t => t.Id).LastAsync(Cancellation);
        Assert.Equal(followUp.Number.ToString(), receipt.Number);
        Assert.NotEqual(number, receipt.Number);
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(resident, receipt.Number!, receipt.Code!)).Status);
        Assert.NotEmpty(followUp.Links);
    }

    [Theory]
    [InlineData("解决了")]
    [InlineData("办好了")]
    [InlineData("都弄好啦，谢谢")]
    [InlineData("ھەل بولدى")]
    [InlineData("hel boptu, rehmet")]
    [InlineData("solved, thank you")]
    [InlineData("解决了，就是慢了点")]
    public async Task Words_that_say_solved_are_kept_and_reopen_nothing(string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        var page = await PostAsync(resident, await TrackAsync(resident, number, code), words);
        Assert.Contains(DeskTexts.Format(Language.ZhHans, "track.solved"), page.Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.Include(t => t.Cycles).SingleAsync(Cancellation);
        Assert.Equal((TicketStatus.Resolved, 1), (ticket.Status, ticket.Cycles.Count));
        Assert.Equal(words, await db.Messages.OrderBy(m => m.Id).Select(m => m.Text).LastAsync(Cancellation));
    }

    [Theory]
    [InlineData("解决了", null)]
    [InlineData("满意", 4)]
    [InlineData("ناھايىتى رازى", 5)]
    public async Task A_photo_whose_words_are_content_is_kept_and_reopens_nothing(string words, int? score)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        var page = await PostAsync(resident, await TrackAsync(resident, number, code), words, Photo);
        Assert.Contains(DeskTexts.Format(Language.ZhHans, score is null ? "track.solved" : "track.rated"), page.Text,
            StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.Include(t => t.Cycles).SingleAsync(Cancellation);
        Assert.Equal((TicketStatus.Resolved, 1), (ticket.Status, ticket.Cycles.Count));
        var kept = await db.Messages.OrderBy(m => m.Id).Select(m => m.Text).LastAsync(Cancellation);
        Assert.StartsWith(words, kept, StringComparison.Ordinal);
        Assert.Equal(1, await db.Attachments.CountAsync(Cancellation));
        Assert.Equal(score, await db.Ratings.Select(r => (int?)r.Score).SingleOrDefaultAsync(Cancellation));
    }

    [Theory]
    [InlineData("不满意")]
    [InlineData("还没解决")]
    [InlineData("又坏了")]
    public async Task A_photo_with_other_words_reopens_the_ticket(string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        await PostAsync(resident, await TrackAsync(resident, number, code), words, Photo);
        await using var db = desk.CreateDb();
        Assert.Equal(TicketStatus.InProgress, await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation));
    }

    [Theory]
    [InlineData("还是老样子")]
    [InlineData("ھەل قىلىنمىدى")]
    [InlineData("解决了一半，还差运费")]
    public async Task Words_that_say_not_solved_reopen_the_ticket(string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        await PostAsync(resident, await TrackAsync(resident, number, code), words);
        await using var db = desk.CreateDb();
        Assert.Equal((TicketStatus.InProgress, 2),
            (await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation), await db.Cycles.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("非常满意", null, 5)]
    [InlineData("بەك رازىمەن", null, 5)]
    [InlineData("差评", null, 2)]
    [InlineData("5", null, 5)]
    [InlineData("３", null, 3)]
    [InlineData("⭐⭐⭐⭐", null, 4)]
    [InlineData("👎👎", null, 1)]
    [InlineData(null, "rate:4:", 4)]
    public async Task A_resolved_ticket_is_rated_in_words_or_with_a_button(string? words, string? button, int score)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        await SayOrPressAsync(resident, await TrackAsync(resident, number, code), words, button is null ? null : button + number);
        await using var db = desk.CreateDb();
        Assert.Equal(score, (await db.Ratings.SingleAsync(Cancellation)).Score);
        Assert.Equal((TicketStatus.Resolved, 1),
            (await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation), await db.Cycles.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("不评了", "track.notRated")]
    [InlineData("下次再评", "track.notRated")]
    [InlineData("كېيىن", "track.notRated")]
    [InlineData("later", "track.notRated")]
    [InlineData("不清楚", "track.unsure")]
    [InlineData("我也不知道", "track.unsure")]
    [InlineData("بىلمەيمەن", "track.unsure")]
    [InlineData("I don't know", "track.unsure")]
    [InlineData("好的", "track.sent")]
    [InlineData("ok", "track.sent")]
    public async Task Whoever_does_not_rate_or_know_reopens_nothing(string words, string done)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.Answer, "修好了。");
        await ResolveAsync(desk, number);
        var resident = desk.BrowserClient();
        var page = await PostAsync(resident, await TrackAsync(resident, number, code), words);
        Assert.Contains(DeskTexts.Format(Language.ZhHans, done), page.Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal((TicketStatus.Resolved, 1, 0), (await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation),
            await db.Cycles.CountAsync(Cancellation), await db.Ratings.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("催办", null)]
    [InlineData("怎么还没人理我", null)]
    [InlineData("نېمىشقا جاۋاب بەرمەيسىلەر", null)]
    [InlineData(null, "urge:-:")]
    public async Task An_answer_that_is_owed_is_urged_in_words_or_with_a_button(string? words, string? button)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        var page = await SayOrPressAsync(
            resident, await TrackAsync(resident, number, code), words, button is null ? null : button + number);
        Assert.Contains(DeskTexts.Format(Language.ZhHans, "track.urged"), page.Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Events.CountAsync(e => e.Type == EventJson.NameOf<TicketUrged>(), Cancellation));
        Assert.Equal(1, await db.Messages.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("好的")]
    [InlineData("2")]
    [InlineData("ماقۇل")]
    [InlineData("谢谢")]
    public async Task However_short_it_is_an_answer_to_what_staff_asked(string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, AnswerKind.NeedFromYou, Question);
        var resident = desk.BrowserClient();
        await PostAsync(resident, await TrackAsync(resident, number, code), words);
        await using var db = desk.CreateDb();
        Assert.Equal((TicketStatus.InProgress, 2),
            (await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation), await db.Cycles.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Refusals_are_explained_and_the_words_stay()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("PublicSite:MessagesPerTicket", "2"));
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        var page = await TrackAsync(resident, number, code);
        AssertRefused(await PostAsync(resident, page, null), HttpStatusCode.UnprocessableEntity, null);
        var tooLong = new string('水', TextValidation.MaxTextLength + 1);
        AssertRefused(await PostAsync(resident, page, tooLong), HttpStatusCode.UnprocessableEntity, tooLong);
        var unknown = await PostAsync(resident, page, Words, [0x4D, 0x5A, 0, 0]);
        AssertRefused(unknown, HttpStatusCode.UnprocessableEntity, Words);
        Assert.Contains(DeskTexts.Format(Language.ZhHans, "track.filesAgain"), unknown.Text, StringComparison.Ordinal);
        AssertRefused(await PostAsync(desk.BrowserClient(), page, Words, Photo), HttpStatusCode.BadRequest, Words);

        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, 0);
        AssertRefused(await PostAsync(resident, page, Words, Photo), HttpStatusCode.UnprocessableEntity, Words);
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        await desk.RefuseWritesAsync();
        AssertRefused(await PostAsync(resident, page, Words), HttpStatusCode.ServiceUnavailable, Words);
        await using var db = desk.CreateDb();
        Assert.Equal((1, 0), (await db.Messages.CountAsync(Cancellation), await db.Attachments.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Below_the_floor_for_new_tickets_words_to_an_accepted_one_are_taken()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        var page = await TrackAsync(resident, number, code);
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(resident, page, Words)).Status);
        await using var db = desk.CreateDb();
        Assert.Contains(Words, await db.Messages.Select(m => m.Text).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Too_many_messages_for_one_ticket_wait_before_a_file_of_them_is_written()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("PublicSite:MessagesPerTicket", "1"));
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        await PostAsync(resident, await TrackAsync(resident, number, code), Words);
        var refused = await PostAsync(resident, await TrackAsync(resident, number, code), "还有一张", Photo);
        AssertRefused(refused, HttpStatusCode.TooManyRequests, "还有一张");
        Assert.NotNull(refused.RetryAfter);
        await using var db = desk.CreateDb();
        Assert.Equal(0, await db.Attachments.CountAsync(Cancellation));
        var (other, otherCode) = await OpenAsync(desk);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(resident, await TrackAsync(resident, other, otherCode), Words)).Status);
    }

    [Fact]
    public async Task A_forged_or_old_page_stores_nothing_and_gives_the_words_back_after_the_next_look_up()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        var page = await TrackAsync(resident, number, code);
        ((IHtmlInputElement)page.Document.QuerySelector("[name=ticket]")!).Value = "forged";
        var refused = await PostAsync(resident, page, Words, Photo);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(Words, refused.Text, StringComparison.Ordinal);
        var found = await resident.SendAsync(refused, ("number", number), ("code", code));
        Assert.Equal(Words, found.Document.QuerySelector("textarea")!.TextContent);
        await using var db = desk.CreateDb();
        Assert.Equal((1, 0), (await db.Messages.CountAsync(Cancellation), await db.Attachments.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task The_pages_hold_no_code_are_not_kept_and_send_no_referrer()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var resident = desk.BrowserClient();
        using var form = new FormUrlEncodedContent([new("number", number), new("code", code)]);
        using var answer = await resident.PostAsync(new Uri("/track", UriKind.Relative), form, Cancellation);
        Assert.DoesNotContain(code, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(("no-referrer", true), (answer.Headers.GetValues("Referrer-Policy").Single(), answer.Headers.CacheControl!.NoStore));
        using var empty = await resident.GetAsync(new Uri($"/track?number={number}", UriKind.Relative), Cancellation);
        Assert.Equal("no-referrer", empty.Headers.GetValues("Referrer-Policy").Single());
    }

    private static void AssertRefused(HtmlPage page, HttpStatusCode status, string? words)
    {
        Assert.Equal(status, page.Status);
        Assert.Equal(words ?? "", page.Document.QuerySelector("textarea[name=words]")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector(".notice.late, .fault"));
    }

    private static async Task<HtmlPage> TrackAsync(HttpClient browser, string number, string code) =>
        await browser.SendAsync(await browser.OpenAsync("/track"), ("number", number), ("code", code));

    private static async Task<HtmlPage> SayOrPressAsync(HttpClient browser, HtmlPage page, string? words, string? button)
    {
        if (button is null) return await PostAsync(browser, page, words);
        Assert.NotNull(page.Document.QuerySelector($"button[value='{button}']"));
        using var form = new FormUrlEncodedContent(
            [.. page.Fill().Where(field => field.Key is not ("files" or "words")), new("press", button)]);
        using var answer = await browser.PostAsync(new Uri("/track/answer", UriKind.Relative), form, Cancellation);
        return await HtmlForms.ReadAsync(answer);
    }

    private static async Task<HtmlPage> PostAsync(HttpClient browser, HtmlPage page, string? words, params byte[][] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.Fill(("words", words)))
            if (name != "files") form.Add(new StringContent(value), name);
        foreach (var (content, i) in files.Select((content, i) => (content, i)))
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "files", $"{i}.bin");
        }

        using var answer = await browser.PostAsync(new Uri("/track/answer", UriKind.Relative), form, Cancellation);
        return await HtmlForms.ReadAsync(answer);
    }

    private static async Task<(string Number, string Code)> OpenAsync(DeskApp desk)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "快递没到", Actor = Clerk,
        };
        var result = await desk.Writer.WriteAsync(unit =>
            desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit, request, default));
        return (result.Ticket.Number.ToString(), desk.Services.GetRequiredService<TrackingCodes>().GetCode(result.Ticket.Number));
    }

    private static Actor Clerk => new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private static TicketRequest For(string number, StaffRole role = StaffRole.Clerk) =>
        new(TicketNumber.Parse(number), Clerk with { Role = role });

    private static async Task AnswerAsync(DeskApp desk, string number, AnswerKind kind, string text) =>
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit =>
            desk.Services.GetRequiredService<TicketActions>().AnswerAsync(unit, For(number), new(text, kind), default)));

    private static async Task ResolveAsync(DeskApp desk, string number) =>
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit =>
            desk.Services.GetRequiredService<TicketActions>().ResolveAsync(unit, For(number), null, default)));

    private static async Task CloseAsync(DeskApp desk, string number) =>
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit =>
            desk.Services.GetRequiredService<TicketActions>().CloseAsync(unit, For(number, StaffRole.Supervisor), default)));
}
