using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.PublicSite;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.PublicSite;

public sealed class TrackPagesTests
{
    private const string Track = "/track";

    [Theory, CombinatorialProviders]
    internal async Task Number_and_code_show_status_due_time_and_answers_but_no_personal_data(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var (number, code) = await OpenAsync(desk);
        await AnswerAsync(desk, number, "明天送到。");
        var page = await TrackAsync(desk.BrowserClient(), number, code);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("正在办", page.Text, StringComparison.Ordinal);
        Assert.Contains("明天送到。", page.Text, StringComparison.Ordinal);
        foreach (var personal in new[] { "阿依古丽", "13800001234", "托万村", "快递没到" })
            Assert.DoesNotContain(personal, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("١٢٣٤")]
    [InlineData("138 0000 1234")]
    public async Task The_last_digits_of_the_phone_work_as_code(string written)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, _) = await OpenAsync(desk);
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), number, written)).Status);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("code")]
    public async Task A_box_with_a_text_without_end_is_answered_at_once(string box)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var fields = new Dictionary<string, string> { ["number"] = number, ["code"] = code, [box] = "1" + new string('-', 1_000_000) };
        var client = desk.BrowserClient();
        // Reading all of it took longer than an hour.
        client.Timeout = TimeSpan.FromSeconds(20);
        using var reply = await client.PostAsync(
            new Uri(Track, UriKind.Relative), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, $"{reply.StatusCode}");
    }

    [Fact]
    public async Task The_code_may_be_written_by_hand()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var page = await TrackAsync(desk.BrowserClient(), number.Replace("-", " ", StringComparison.Ordinal),
            $" {code[..4].ToLowerInvariant()}-{code[4..]} ");
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Theory]
    [InlineData("编号{n}", "查询码：{c}")]
    [InlineData("#{n}。", "{c}")]
    [InlineData("نومۇر {n}", "سۈرۈشتۈرۈش كودى {c}")]
    [InlineData("{n} {c}", "")]
    [InlineData("{n}{c}", "")]
    [InlineData("", "编号{n}查询码{c}")]
    [InlineData("收到了。您的编号：{n}。我们会在2026年11月25日 星期三 10:00（北京时间）之前由工作人员答复您。查询码：{c}  这是哪一类事情？", "")]
    [InlineData("编号{n}", "1234")]
    public async Task Number_and_code_may_be_pasted_with_words_and_signs(string numberBox, string codeBox)
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), Fill(numberBox), Fill(codeBox))).Status);

        string Fill(string box) =>
            box.Replace("{n}", number, StringComparison.Ordinal).Replace("{c}", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_number_is_reported_as_such()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, code) = await OpenAsync(desk);
        var wrong = number[..^1] + (char)('0' + (number[^1] - '0' + 1) % 10);
        Assert.Equal("编号有一位不对，请再核对一遍。", (await TrackAsync(desk.BrowserClient(), wrong, code)).Fault("number"));
        Assert.Equal("编号有一位不对，请再核对一遍。", (await TrackAsync(desk.BrowserClient(), "编号：" + wrong, code)).Fault("number"));
        Assert.Equal("编号由数字组成，例如 100-0177。", (await TrackAsync(desk.BrowserClient(), "abc", code)).Fault("number"));
    }

    [Fact]
    public async Task A_wrong_code_and_an_unknown_number_get_the_same_reply()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, _) = await OpenAsync(desk);
        var unknown = TicketNumber.FromCounter(900_000).ToString();
        var (wrong, none) = (await TrackAsync(desk.BrowserClient(), number, "ABCDEFGH"),
            await TrackAsync(desk.BrowserClient(), unknown, "ABCDEFGH"));
        Assert.Equal((HttpStatusCode.NotFound, none.Status), (wrong.Status, wrong.Status));
        Assert.Equal(none.Text.Replace(unknown, "", StringComparison.Ordinal), wrong.Text.Replace(number, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failed_tries_from_one_address_are_limited()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time, settings: ("PublicSite:GuessesPerAddress", "3"));
        var (number, code) = await OpenAsync(desk);
        for (var i = 0; i < 3; i++) await TrackAsync(desk.BrowserClient(), TicketNumber.FromCounter(900_000 + i).ToString(), "0000");
        var refused = await TrackAsync(desk.BrowserClient(), number, code);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(TimeSpan.FromMinutes(10), refused.RetryAfter);
        Assert.Contains("请过一会儿再查", refused.Text, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), number, code)).Status);
    }

    [Fact]
    public async Task Failed_tries_on_one_number_block_the_phone_but_not_the_code()
    {
        await using var desk =
            await DeskApp.StartAsync(settings: [("PublicSite:GuessesPerNumber", "3"), ("PublicSite:GuessesPerAddress", "100")]);
        var (number, code) = await OpenAsync(desk);
        for (var i = 0; i < 3; i++) await TrackAsync(desk.BrowserClient(), number, $"000{i}");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TrackAsync(desk.BrowserClient(), number, "1234")).Status);
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), number, code)).Status);
    }

    [Fact]
    public async Task Four_hundred_tries_at_once_do_not_pass_the_limit()
    {
        await using var desk = await DeskApp.StartAsync(
            settings: [("PublicSite:GuessesPerNumber", "5"), ("PublicSite:GuessesPerAddress", "1000")]);
        var (number, code) = await OpenAsync(desk);
        var tracking = desk.Services.GetRequiredService<TicketTracking>();
        var tries = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() =>
            tracking.FindAsync("203.0.113.1", TicketNumber.Parse(number), $"{9000 + i}", TestContext.Current.CancellationToken))));
        Assert.Equal(5, tries.Count(result => result is TrackResult.TrackNoMatch));
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), number, code)).Status);
    }

    [Fact]
    public async Task One_address_that_guesses_does_not_shut_a_resident_out_elsewhere()
    {
        await using var desk = await DeskApp.StartAsync(settings: [("PublicSite:GuessesPerNumber", "5")]);
        var number = TicketNumber.Parse((await OpenAsync(desk)).Number);
        var tracking = desk.Services.GetRequiredService<TicketTracking>();
        for (var i = 0; i < 9; i++) await FindAsync("203.0.113.1", $"{9000 + i}");
        Assert.IsType<TrackResult.TrackTooManyTries>(await FindAsync("203.0.113.1", "1234"));
        Assert.IsType<TrackResult.TrackFound>(await FindAsync("203.0.113.2", "1234"));
        var tries = 0;
        for (var i = 3; i < 50; i++)
            if (await FindAsync($"203.0.113.{i}", "9999") is TrackResult.TrackNoMatch) tries++;
        // 15 that are left of the 20 of a number, and 10 for addresses that had not failed before.
        Assert.Equal(25, tries);

        Task<TrackResult> FindAsync(string address, string code) =>
            tracking.FindAsync(address, number, code, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Guesses_on_all_numbers_together_are_limited_and_codes_still_work()
    {
        await using var desk = await DeskApp.StartAsync(
            settings: [("PublicSite:GuessesInTotal", "3"), ("PublicSite:GuessesPerAddress", "100")]);
        var (number, code) = await OpenAsync(desk);
        var (other, _) = await OpenAsync(desk, "13900005678");
        for (var i = 0; i < 3; i++) await TrackAsync(desk.BrowserClient(), TicketNumber.FromCounter(900_000 + i).ToString(), "0000");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TrackAsync(desk.BrowserClient(), other, "5678")).Status);
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), number, code)).Status);
    }

    [Fact]
    public async Task Some_addresses_that_guess_do_not_shut_out_those_who_never_failed()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("PublicSite:GuessesInTotal", "20"));
        var number = TicketNumber.Parse((await OpenAsync(desk)).Number);
        var tracking = desk.Services.GetRequiredService<TicketTracking>();
        for (var i = 0; i < 30; i++) await FindAsync($"203.0.113.{i % 4}", TicketNumber.FromCounter(900_000 + i), "0000");
        Assert.IsType<TrackResult.TrackTooManyTries>(await FindAsync("203.0.113.1", number, "1234"));
        Assert.IsType<TrackResult.TrackFound>(await FindAsync("198.51.100.7", number, "1234"));

        Task<TrackResult> FindAsync(string address, TicketNumber asked, string code) =>
            tracking.FindAsync(address, asked, code, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Right_tries_do_not_count()
    {
        await using var desk = await DeskApp.StartAsync(
            settings: [("PublicSite:GuessesPerNumber", "1"), ("PublicSite:GuessesPerAddress", "1"), ("PublicSite:GuessesInTotal", "1")]);
        var (number, _) = await OpenAsync(desk);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await TrackAsync(desk.BrowserClient(), number, "1234")).Status);
    }

    [Fact]
    public async Task A_late_answer_is_shown_as_late()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time);
        var (number, code) = await OpenAsync(desk, phone: null);
        time.Advance(TimeSpan.FromHours(49));
        await AnswerAsync(desk, number, "对不起。");
        Assert.Contains("但晚于时限", (await TrackAsync(desk.BrowserClient(), number, code)).Text, StringComparison.Ordinal);
    }

    private static async Task<HtmlPage> TrackAsync(HttpClient browser, string number, string code) =>
        await browser.SendAsync(await browser.OpenAsync(Track), ("number", number), ("code", code));

    private static async Task<(string Number, string Code)> OpenAsync(DeskApp desk, string? phone = "13800001234")
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "快递没到",
            Actor = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk },
            Requester = new() { Name = "阿依古丽", Phone = phone, Village = "托万村" },
        };
        var result = await desk.Writer.WriteAsync(unit =>
            desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit, request, default));
        return (result.Ticket.Number.ToString(), desk.Services.GetRequiredService<TrackingCodes>().GetCode(result.Ticket.Number));
    }

    private static async Task AnswerAsync(DeskApp desk, string number, string text)
    {
        var request = new TicketRequest(TicketNumber.Parse(number), new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk });
        var result = await desk.Writer
            .WriteAsync(unit => desk.Services.GetRequiredService<TicketActions>().AnswerAsync(unit, request, new(text), default));
        Assert.IsType<TicketActionResult.ActionDone>(result);
    }
}
