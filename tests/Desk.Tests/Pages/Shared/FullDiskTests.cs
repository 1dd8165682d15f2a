using System.Net;
using System.Net.Http.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database.Disks;
using EcomCenter.Desk.Tests.Pages.SignIn;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>A disk with too little room: an honest refusal, nothing typed is lost, and what was accepted goes on.</summary>
public sealed class FullDiskTests
{
    private const string Words = "水渠坏了，田里没有水", Office = "县水利局水管站（河东村一号院二楼，周一至周五）";

    /// <summary>More than fits into the pages that the database has.</summary>
    private static string LongWords { get; } = string.Concat(Enumerable.Repeat(Words, 400));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static TheoryData<string, StaffRole?, string, string?> Forms { get; } =
    [
        ("/report", null, "description", null), ("/desk/counter", StaffRole.Clerk, "description", null),
        ("/desk/hotline", StaffRole.Clerk, "description", "answer.text"), ("/desk/suggestion-box", StaffRole.Clerk, "row0.text", null),
    ];

    [Theory, MemberData(nameof(Forms))]
    public async Task Below_the_floor_a_new_ticket_is_refused_in_the_readers_language_with_everything_typed(
        string address, StaffRole? role, string field, string? other)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        var browser = role is { } one ? await desk.SignedInBrowserAsync(one) : desk.BrowserClient();
        foreach (var language in LanguageTag.All)
        {
            var page = await browser.OpenAsync($"{address}?lang={LanguageTag.From(language)}");
            var refused = await browser.SendAsync(page, (field, Words), (other ?? field, Words));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, Words), (refused.Status, refused.Value(field)));
            Assert.Contains(DeskTexts.Format(language, "form.diskFull"), refused.Text, StringComparison.Ordinal);
        }

        await desk.SetFloorsAsync(0, 0);
        var accepted = await browser.SendAsync(await browser.OpenAsync(address), (field, Words), (other ?? field, Words));
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
    }

    [Fact]
    public async Task Below_the_floor_the_chat_keeps_the_words_in_its_box()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        var resident = desk.BrowserClient();
        var refused = await resident.PostOnceAsync(await resident.OpenAsync("/chat?lang=ug"), Words);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromHours(1), Words),
            (refused.Status, refused.RetryAfter, refused.Value("say.text")));
        Assert.Contains(DeskTexts.Format(Language.Ug, "form.diskFull"), refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_the_floor_a_program_gets_503_and_the_repeat_of_an_accepted_ticket_its_number()
    {
        await using var desk = await DeskApp.StartAsync();
        var program = await desk.ClientWithKeyAsync(KeyScope.Intake);
        using var accepted = await PostAsync(program, "a");
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        using var refused = await PostAsync(program, "b");
        using var repeated = await PostAsync(program, "a");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK),
            (accepted.StatusCode, refused.StatusCode, repeated.StatusCode));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("\"reason\":\"diskFull\"", await refused.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_the_floor_an_accepted_ticket_is_answered_and_every_board_says_why_nothing_new_comes()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = (await desk.OpenTicketAsync("核桃")).Number;
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var answered = await clerk.SendAsync(await clerk.OpenAsync($"/desk/tickets/{number}"), ("kind", "answer"), ("text", "已经修好了"));
        Assert.Equal(HttpStatusCode.OK, answered.Status);
        Assert.Contains("已经修好了", answered.Text, StringComparison.Ordinal);
        foreach (var language in LanguageTag.All)
            foreach (var address in (string[])["/desk", "/desk/badges", "/desk/counter"])
            {
                var page = await clerk.OpenAsync($"{address}?lang={LanguageTag.From(language)}");
                Assert.Contains(DeskTexts.Format(language, "disk.noTickets"), page.Text, StringComparison.Ordinal);
            }

        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var channels = await supervisor.OpenAsync("/desk/admin/channels?lang=en");
        Assert.Contains(DeskTexts.Format(Language.En, "disk.makeRoom"), channels.Text, StringComparison.Ordinal);
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, 0);
        Assert.Contains(DeskTexts.Format(Language.En, "disk.noFiles"), (await clerk.OpenAsync("/desk?lang=en")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_tells_whether_a_new_ticket_would_be_stored()
    {
        await using var desk = await DeskApp.StartAsync();
        var watchdog = desk.AnonymousClient();
        Assert.Equal(HttpStatusCode.OK, await watchdog.StatusOfAsync("/healthz/ready"));
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, 0);
        Assert.Equal(HttpStatusCode.OK, await watchdog.StatusOfAsync("/healthz/ready"));
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await watchdog.StatusOfAsync("/healthz/ready"));
        await desk.SetFloorsAsync(0, 0);
        Assert.Equal(HttpStatusCode.OK, await watchdog.StatusOfAsync("/healthz/ready"));
        await desk.RefuseWritesAsync();
        await Eventually.TrueAsync(async () => await watchdog.StatusOfAsync("/healthz/ready") is HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await watchdog.StatusOfAsync("/healthz/live"));
    }

    [Fact]
    public async Task An_answer_that_can_not_be_written_stays_in_its_form()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = (await desk.OpenTicketAsync("核桃")).Number;
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync($"/desk/tickets/{number}?lang=en");
        HtmlPage refused;
        await using (await desk.FillDiskAsync()) refused = await clerk.SendAsync(page, ("kind", "answer"), ("text", LongWords));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, LongWords), (refused.Status, refused.Value("text")));
        Assert.Contains(DeskTexts.Format(Language.En, "form.trouble"), refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await clerk.SendAsync(refused)).Status);
    }

    [Fact]
    public async Task Any_other_form_that_can_not_be_written_is_offered_again_with_everything_typed()
    {
        await using var desk = await DeskApp.StartAsync();
        var admin = await desk.SignedInBrowserAsync(StaffRole.Admin);
        admin.DefaultRequestHeaders.Add("Accept", "text/html");
        var page = await admin.OpenAsync("/desk/admin/offices?lang=en");
        await desk.RefuseWritesAsync();
        var refused = await admin.SendAsync(page, ("nameZhHans", Office));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, Office), (refused.Status, refused.Value("nameZhHans")));
            Assert.Contains(refused.Document.QuerySelectorAll("main form textarea"), text => text.TextContent == Office);
            refused = await admin.SendAsync(refused);
        }
    }

    [Theory]
    [InlineData("/desk/admin/calendar", "name")]
    [InlineData("/desk/admin/roster", null)]
    [InlineData("/desk/admin/offices", "nameZhHans")]
    [InlineData("/desk/my-account", null)]
    public async Task A_page_whose_form_can_not_be_written_says_that_the_disk_is_full(string address, string? field)
    {
        await using var desk = await DeskApp.StartAsync();
        var (admin, clerk) = (await desk.SignedInBrowserAsync(StaffRole.Admin), await desk.SignedInBrowserAsync(StaffRole.Supervisor));
        var browser = field == "nameZhHans" ? admin : clerk;
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        var page = await browser.OpenAsync($"{address}?lang=ug");
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        await desk.RefuseWritesAsync();
        var refused = await (field == "nameZhHans" ? browser.SendAsync(page, (field, Office)) : browser.SendAsync(page));
        if (refused.Status is HttpStatusCode.ServiceUnavailable)
            Assert.Contains(DeskTexts.Format(Language.Ug, "nowhere.full"), refused.Text, StringComparison.Ordinal);
        else Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_where_nothing_can_be_written()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = await desk.SignedInAsync("clerk");
        using var copy = new CookieBrowser(desk.Address);
        copy.Cookies.Add(browser.Cookies.GetCookies(desk.Address));
        var allowWrites = await desk.RefuseWritesAsync();
        using var left = await browser.FillInAsync("/desk", "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Found, (await copy.GetAsync("/desk")).StatusCode);

        allowWrites();
        await desk.Services.GetRequiredService<PurgeExpiredRows>().PurgeAsync(Now);
        await using var db = desk.CreateDb();
        Assert.Empty(await db.StaffSessions.ToListAsync(Now));
    }

    [Fact]
    public async Task Staff_sign_in_where_nothing_can_be_written_and_their_session_is_written_later()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var before = await desk.SignedInAsync("clerk");
        var sessions = desk.Services.GetRequiredService<StaffSessions>();
        var allowWrites = await desk.RefuseWritesAsync();
        using var left = await desk.SignedInAsync("clerk");
        using var leaving = await left.FillInAsync("/desk", "/sign-out");
        Assert.Equal(HttpStatusCode.Found, (await left.GetAsync("/desk")).StatusCode);
        using var again = await desk.SignedInAsync("clerk");
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/desk")).StatusCode);
        using var fresh = await desk.SignedInAsync("clerk");

        allowWrites();
        await Task.WhenAll(sessions.CatchUpAsync(), sessions.CatchUpAsync(),
            desk.Services.GetRequiredService<PurgeExpiredRows>().PurgeAsync(Now));
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/desk")).StatusCode);
        await using var db = desk.CreateDb();
        var written = await db.StaffSessions.ToListAsync(Now);
        Assert.Equal(3, written.Count);
        Assert.Equal(3, (await sessions.ListAsync(written[0].UserId, Now)).Count);
    }

    [Fact]
    public async Task Below_the_floor_a_resident_still_adds_to_a_ticket_that_was_accepted_in_the_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        await resident.PostOnceAsync(await resident.OpenAsync("/chat"), Words);
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, DiskTestExtensions.MoreThanAnyDisk);
        var taken = await resident.PostOnceAsync(await resident.OpenAsync("/chat"), "渠边的路也断了");
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(Now));
        Assert.Contains("渠边的路也断了", await db.Messages.Select(m => m.Text).ToListAsync(Now));
    }

    [Fact]
    public async Task Failed_sign_ins_still_count()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        await desk.RefuseWritesAsync();
        using var known = await desk.SignedInAsync("clerk");
        using var guesser = new CookieBrowser(desk.Address);
        for (var i = 0; i < 30; i++)
        {
            using var wrong = await guesser.SignInAsync("clerk", $"wrong password {i}");
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        // The right password is not even tried any more.
        using var late = await guesser.SignInAsync("clerk", StaffTestExtensions.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient program, string id) => program.PostAsJsonAsync(
        new Uri("/api/v1/tickets", UriKind.Relative),
        new { kind = "inquiry", channel = "hotline", description = "问价格", externalId = id }, Now);
}
