using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.PublicSite;

public sealed class ReportPagesTests
{
    private const string Report = "/report";

    [Theory, CombinatorialProviders]
    internal async Task A_complaint_gets_a_number_a_code_and_a_due_time(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var resident = desk.BrowserClient();
        var receipt = await resident.SendAsync(await resident.OpenAsync(Report + "?lang=ug"),
            ("kind", "complaint"), ("description", "پۇلۇمنى بەرمىدى"), ("requester.name", "ئايگۈل"), ("requester.phone", "13800001234"));
        Assert.Contains("بېيجىڭ ۋاقتى", receipt.Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.Include(t => t.Person).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ticket.Number.ToString(), receipt.Number);
        Assert.Equal((TicketKind.Complaint, ContactChannel.SuggestionBox, Language.Ug, "ئايگۈل"),
            (ticket.Kind, ticket.Channel, ticket.Language, ticket.Person!.Name));
        Assert.Equal(8, receipt.Code!.Length);
    }

    [Fact]
    public async Task An_anonymous_report_stores_no_personal_data()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        await resident.SendAsync(await resident.OpenAsync(Report),
            ("description", "有人刷单"), ("anonymous", "yes"), ("requester.name", "阿依古丽"), ("requester.phone", "13800001234"));
        await using var db = desk.CreateDb();
        Assert.Empty(await db.People.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((Anonymity.Anonymous, Reach.Track),
            await db.Tickets.Select(t => ValueTuple.Create(t.Anonymity, t.Reach)).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_report_sent_twice_opens_one_ticket_with_the_same_receipt()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var form = await resident.OpenAsync(Report);
        var first = await resident.SendAsync(form, ("description", "货款没结"));
        var second = await resident.SendAsync(form, ("description", "货款没结"));
        Assert.Equal((first.Number, first.Code), (second.Number, second.Code));
        Assert.Equal(first.Number, (await resident.OpenAsync(first.Address)).Number);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("zh-Hans", "请填写这一项。")]
    [InlineData("ug", "بۇ ئورۇننى تولدۇرۇڭ.")]
    [InlineData("en", "Please fill this in.")]
    public async Task A_missing_field_is_reported_at_the_field_and_the_input_stays(string language, string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var again = await resident.SendAsync(await resident.OpenAsync($"{Report}?lang={language}"), ("kind", "praise"),
            ("requester.village", "托万村"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, words), (again.Status, again.Fault("description")));
        Assert.Equal(("praise", "托万村"), (again.Value("kind"), again.Value("requester.village")));
    }

    [Fact]
    public async Task Ten_thousand_characters_are_accepted_and_one_more_is_refused()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var form = await resident.OpenAsync(Report);
        Assert.Contains("10001", (await resident.SendAsync(form, ("description", new string('长', 10_001)))).Fault("description"),
            StringComparison.Ordinal);
        Assert.NotNull((await resident.SendAsync(form, ("description", new string('长', 10_000)))).Number);
    }

    [Fact]
    public async Task Many_reports_at_once_do_not_pass_the_limit_of_their_address()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("PublicSite:ReportsPerAddress", "2"));
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var browser = desk.BrowserClient();
            return await browser.SendAsync(await browser.OpenAsync("/report"), ("description", $"第 {i} 件"));
        }));
        Assert.Equal(18, pages.Count(page => page.Status is HttpStatusCode.TooManyRequests));
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Too_many_reports_from_one_address_are_delayed_without_losing_input()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("PublicSite:ReportsPerAddress", "2"));
        var resident = desk.BrowserClient();
        foreach (var words in new[] { "一", "二" }) await resident.SendAsync(await resident.OpenAsync(Report), ("description", words));
        var third = await resident.SendAsync(await resident.OpenAsync(Report), ("description", "三"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "三"), (third.Status, third.Value("description")));
        Assert.InRange(third.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_receipt_address_cannot_be_guessed()
    {
        await using var desk = await DeskApp.StartAsync();
        Assert.StartsWith("/track", (await desk.BrowserClient().OpenAsync("/report/received/100-0179")).Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "description=%00&kind=nonsense")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nhalf a bo")]
    public async Task Any_malformed_post_shows_the_form_again(string type, string body)
    {
        await using var desk = await DeskApp.StartAsync();
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await desk.AnonymousClient().PostAsync(new Uri(Report, UriKind.Relative), content,
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<form", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
