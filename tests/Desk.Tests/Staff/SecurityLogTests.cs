using System.Net;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Commands;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Staff;

public sealed class SecurityLogTests
{
    private const string Path = "/desk/admin/security", Phone = "13899991234";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task What_staff_and_keys_are_refused_is_recorded_once_an_hour(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var (clerk, key) = (await desk.ClientForStaffAsync(StaffRole.Clerk), await desk.ClientWithKeyAsync(KeyScope.Intake));
        for (var i = 0; i < 3; i++)
        {
            (await clerk.GetReplyAsync("/desk/admin/staff")).Expect(HttpStatusCode.Forbidden);
            (await key.GetReplyAsync(ApiClient.TicketsPath)).Expect(HttpStatusCode.Forbidden);
        }

        (await desk.AnonymousClient().GetReplyAsync("/desk/admin/staff")).Expect(HttpStatusCode.Found);
        await using var db = desk.CreateDb();
        var refused = await db.SecurityEvents.AsNoTracking().Where(e => e.Kind == SecurityEventKind.AccessRefused).OrderBy(e => e.Id)
            .Select(e => e.Subject).ToListAsync(Now);
        Assert.Equal(["GET /desk/admin/staff", "GET /api/v1/tickets"], refused.Select(subject => subject.TrimEnd('/')));
    }

    [Theory, CombinatorialProviders]
    internal async Task Sign_ins_failures_and_changes_of_accounts_and_keys_are_recorded(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = new CookieBrowser(desk.Address);
        (await browser.SignInAsync("clerk", "not that one")).Dispose();
        (await browser.SignInAsync("my-password-by-mistake", "not that one")).Dispose();
        (await browser.SignInAsync("clerk", StaffTestExtensions.Password)).Dispose();
        (await browser.FillInAsync("/desk", "/sign-out")).Dispose();
        var admin = new SecurityOrigin("admin", "203.0.113.5");
        await desk.ChangeAccountAsync(accounts => accounts.ChangeAsync(new("clerk", "Somebody", StaffRole.Agent, "brand"), admin));
        await desk.ChangeAccountAsync(accounts => accounts.SetActiveAsync("clerk", false, admin));
        await using (var scope = desk.Services.CreateAsyncScope())
        {
            var keys = scope.ServiceProvider.GetRequiredService<ApiKeyStore>();
            await keys.CreateAsync("pbx", KeyScope.Intake, admin);
            await keys.RevokeAsync("pbx", admin);
        }

        await using var db = desk.CreateDb();
        var recorded = await db.SecurityEvents.OrderBy(e => e.Id).Select(e => new { e.Kind, e.User, e.Subject }).ToListAsync(Now);
        Assert.Equal(
        [
            (SecurityEventKind.AccountAdded, "", "clerk"), (SecurityEventKind.SignInFailed, "clerk", ""),
            // A name that is no account may be a password typed into the wrong field.
            (SecurityEventKind.SignInFailed, "", ""), (SecurityEventKind.SignedIn, "clerk", ""), (SecurityEventKind.SignedOut, "clerk", ""),
            (SecurityEventKind.AccountChanged, "admin", "clerk"), (SecurityEventKind.AccountDeactivated, "admin", "clerk"),
            (SecurityEventKind.KeyCreated, "admin", "pbx"), (SecurityEventKind.KeyRevoked, "admin", "pbx"),
        ], recorded.Select(e => (e.Kind, e.User, e.Subject)));
    }

    [Fact]
    public async Task A_whole_phone_number_is_on_the_page_only_after_a_recorded_request()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Inquiry);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk");
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand", "agent");
        Assert.DoesNotContain(Phone, await ReadAsync(clerk, $"/desk/tickets/{number}"), StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, await ReadAsync(agent, $"/desk/tickets/{number}?phone=1"), StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Empty(await db.SecurityEvents.ToListAsync(Now));
        Assert.Contains(Phone, await ReadAsync(clerk, $"/desk/tickets/{number}?phone=1"), StringComparison.Ordinal);
        var recorded = await db.SecurityEvents.SingleAsync(Now);
        Assert.Equal((SecurityEventKind.PhoneShown, "clerk", number.ToString()), (recorded.Kind, recorded.User, recorded.Subject));
    }

    [Fact]
    public async Task A_person_who_reads_a_ticket_through_the_API_is_recorded_each_time_and_a_key_once_an_hour()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Complaint);
        var path = $"{ApiClient.TicketsPath}/{number}";
        var key = await desk.ClientWithKeyAsync(KeyScope.Read);
        for (var i = 0; i < 3; i++) await ReadAsync(key, path);
        Assert.Equal([(SecurityEventKind.PhoneShown, ""), (SecurityEventKind.ComplaintOpened, "")], await ReadLogAsync(desk));
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk");
        for (var i = 0; i < 2; i++) await ReadAsync(clerk, path);
        (SecurityEventKind, string)[] read =
            [(SecurityEventKind.PhoneShown, number.ToString()), (SecurityEventKind.ComplaintOpened, number.ToString())];
        Assert.Equal([.. read, .. read], (await ReadLogAsync(desk))[2..]);
    }

    [Theory]
    [InlineData("take", "{}")]
    [InlineData("messages", """{"kind":"note","text":"We look into it"}""")]
    public async Task A_person_who_is_shown_a_ticket_by_the_response_to_an_action_is_recorded(string action, string body)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Complaint);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var reply = await clerk.PostAsync(new Uri($"{ApiClient.TicketsPath}/{number}/{action}", UriKind.Relative), content, Now);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal([(SecurityEventKind.PhoneShown, number.ToString()), (SecurityEventKind.ComplaintOpened, number.ToString())],
            await ReadLogAsync(desk));
    }

    [Fact]
    public async Task An_export_the_feed_and_the_receipt_of_a_complaint_are_recorded()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Complaint);
        await ReadAsync(await desk.ClientForStaffAsync(StaffRole.Supervisor, user: "boss"), "/desk/reports/2026-10/sheet");
        var key = await desk.ClientWithKeyAsync(KeyScope.Read);
        for (var i = 0; i < 2; i++) await ReadAsync(key, "/api/v1/events");
        await ReadAsync(await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk"), $"/desk/counter/{number}");
        Assert.Equal(
            [
                (SecurityEventKind.ReportExported, "2026-10"), (SecurityEventKind.EventsRead, ""),
                (SecurityEventKind.ComplaintOpened, $"{number}"),
            ], await ReadLogAsync(desk));
    }

    [Fact]
    public async Task A_refused_form_that_shows_a_complaint_again_is_recorded()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Complaint);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk");
        using var form = new FormUrlEncodedContent([]);
        using var refused = await clerk.PostAsync(new Uri($"/desk/tickets/{number}/call", UriKind.Relative), form, Now);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal([(SecurityEventKind.ComplaintOpened, number.ToString())], await ReadLogAsync(desk));
    }

    [Fact]
    public async Task A_command_that_gives_a_former_colleague_a_new_password_records_all_that_it_did()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        await desk.ChangeAccountAsync(accounts => accounts.SetActiveAsync("clerk", false, SecurityOrigin.CommandLine));
        for (var i = 0; i < 2; i++)
        {
            await desk.ChangeAccountAsync(accounts => accounts.SaveAsync(
                new("clerk", "Somebody", StaffRole.Clerk, null), StaffTestExtensions.Password, SecurityOrigin.CommandLine));
        }

        (SecurityEventKind, string)[] again = [(SecurityEventKind.AccountChanged, "clerk"), (SecurityEventKind.PasswordChanged, "clerk")];
        Assert.Equal([.. again, (SecurityEventKind.AccountActivated, "clerk"), .. again], (await ReadLogAsync(desk))[2..]);
    }

    [Fact]
    public async Task Backups_are_recorded()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        var file = System.IO.Path.Combine(database.DataDirectory, "..", $"{Guid.NewGuid():N}.zip");
        (await DeskProgram.RunAsync(database.DataDirectory, "backup", "--to", file)).AssertSuccess();
        File.Delete(file);
        Assert.Equal([(SecurityEventKind.BackupMade, System.IO.Path.GetFileName(file))], await ReadLogAsync(desk));
    }

    [Theory]
    [InlineData(TicketKind.Complaint, true)]
    [InlineData(TicketKind.Report, true)]
    [InlineData(TicketKind.Inquiry, false)]
    public async Task Who_opens_a_complaint_is_recorded(TicketKind kind, bool isRecorded)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, kind);
        await ReadAsync(await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk"), $"/desk/tickets/{number}");
        await using var db = desk.CreateDb();
        var recorded = await db.SecurityEvents.Select(e => new { e.Kind, e.User, e.Subject }).ToListAsync(Now);
        Assert.Equal(isRecorded ? [(SecurityEventKind.ComplaintOpened, "clerk", number.ToString())] : [],
            recorded.Select(e => (e.Kind, e.User, e.Subject)));
    }

    [Fact]
    public async Task A_complaint_that_is_read_without_its_page_is_recorded_once_an_hour()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Complaint);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "clerk");
        for (var i = 0; i < 3; i++) await ReadAsync(clerk, $"/desk/tickets/{number}/story");
        await using var db = desk.CreateDb();
        Assert.Equal((SecurityEventKind.ComplaintOpened, number.ToString()),
            await db.SecurityEvents.Select(e => new ValueTuple<SecurityEventKind, string>(e.Kind, e.Subject)).SingleAsync(Now));
    }

    [Fact]
    public async Task Whoever_lists_tickets_through_the_API_is_recorded_once_an_hour()
    {
        await using var desk = await DeskApp.StartAsync();
        await OpenAsync(desk, TicketKind.Inquiry);
        foreach (var reader in new[] { await desk.ClientWithKeyAsync(KeyScope.Read), await desk.ClientForStaffAsync(StaffRole.Clerk) })
            for (var i = 0; i < 3; i++) await ReadAsync(reader, ApiClient.TicketsPath);
        Assert.Equal([(SecurityEventKind.TicketsListed, ""), (SecurityEventKind.TicketsListed, "")], await ReadLogAsync(desk));
    }

    [Fact]
    public async Task The_log_is_read_by_supervisors_and_administrators_and_filtered_by_kind_and_account()
    {
        await using var desk = await DeskApp.StartAsync();
        var log = desk.Services.GetRequiredService<SecurityLog>();
        for (var i = 0; i < 150; i++) await log.RecordAsync(SecurityEventKind.SignedIn, new("clerk", "203.0.113.5"));
        await log.RecordAsync(SecurityEventKind.KeyCreated, new("admin", "203.0.113.5"), "pbx");
        foreach (var role in new[] { StaffRole.Supervisor, StaffRole.Admin })
        {
            var reader = await desk.ClientForStaffAsync(role);
            Assert.Equal(100, await CountAsync(reader, Path));
            Assert.Equal(1, await CountAsync(reader, Path + "?kind=keyCreated"));
            Assert.Equal(1, await CountAsync(reader, Path + "?user=pbx"));
            var older = new HtmlParser().ParseDocument(await ReadAsync(reader, Path)).QuerySelector("a[href*=before]")!;
            Assert.Equal(51, await CountAsync(reader, older.GetAttribute("href")!));
            Assert.Equal(100, await CountAsync(reader, Path + "?kind=nothing&before=x"));
        }

        foreach (var role in new[] { StaffRole.Clerk, StaffRole.Agent })
            (await (await desk.ClientForStaffAsync(role, "brand")).GetReplyAsync(Path)).Expect(HttpStatusCode.Forbidden);
    }

    [Theory, CombinatorialProviders]
    internal async Task The_filter_by_account_finds_a_key_of_that_name_too_and_minds_no_case(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await ReadAsync(await desk.ClientWithKeyAsync(KeyScope.Read, "Kiosk"), ApiClient.TicketsPath);
        await ReadAsync(await desk.ClientForStaffAsync(StaffRole.Clerk, user: "kiosk"), ApiClient.TicketsPath);
        await desk.Services.GetRequiredService<SecurityLog>().RecordAsync(SecurityEventKind.SignedIn, new("ئايگۈل", "203.0.113.5"));
        var reader = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        reader.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        foreach (var name in new[] { "kiosk", "KIOSK", " Kiosk " })
        {
            var page = new HtmlParser().ParseDocument(await ReadAsync(reader, $"{Path}?user={name}"));
            var accounts = page.QuerySelectorAll("tbody td[data-label=Account]").Select(cell => cell.TextContent.Trim());
            Assert.Equal(["kiosk", "key Kiosk"], accounts);
        }

        Assert.Equal(1, await CountAsync(reader, $"{Path}?user=ئايگۈل"));
    }

    [Fact]
    public async Task A_key_that_is_not_valid_any_more_is_recorded_once_an_hour_for_each_route()
    {
        await using var desk = await DeskApp.StartAsync();
        var client = await desk.ClientWithKeyAsync(KeyScope.Read, "kiosk");
        await using (var scope = desk.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ApiKeyStore>().RevokeAsync("kiosk", SecurityOrigin.CommandLine);
        for (var i = 0; i < 3; i++) (await client.GetReplyAsync(ApiClient.TicketsPath)).Expect(HttpStatusCode.Unauthorized);
        (await desk.AnonymousClient().GetReplyAsync(ApiClient.TicketsPath)).Expect(HttpStatusCode.Unauthorized);
        var recorded = (await ReadLogAsync(desk)).ConvertAll(entry => (entry.Item1, entry.Item2.TrimEnd('/')));
        Assert.Equal([(SecurityEventKind.KeyRevoked, "kiosk"), (SecurityEventKind.KeyRefused, "GET /api/v1/tickets")], recorded);
        var reader = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        reader.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Contains("unknown key", await ReadAsync(reader, Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_of_one_address_hides_none_of_another()
    {
        await using var desk = await DeskApp.StartAsync();
        var log = desk.Services.GetRequiredService<ReadingLog>();
        string[] addresses = ["203.0.113.7", "203.0.113.7", "203.0.113.8", "2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1"];
        foreach (var address in addresses)
            await log.RecordRepeatedAsync(SecurityEventKind.KeyRefused, new("", address), "GET /api/v1/tickets");
        await using var db = desk.CreateDb();
        Assert.Equal(["203.0.113.7", "203.0.113.8", "2001:db8:0:1::1", "2001:db8:0:2::1"],
            await db.SecurityEvents.OrderBy(e => e.Id).Select(e => e.Address).ToListAsync(Now));
    }

    [Fact]
    public async Task A_wrong_key_in_the_address_of_a_hub_is_recorded()
    {
        await using var desk = await DeskApp.StartAsync();
        using var reply = await desk.AnonymousClient().PostAsync(
            new Uri("/hubs/board/negotiate?access_token=made-up", UriKind.Relative), null, Now);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        Assert.Equal([(SecurityEventKind.KeyRefused, "POST /hubs/board/negotiate")], await ReadLogAsync(desk));
    }

    [Fact]
    public async Task An_address_that_has_sent_too_many_wrong_codes_or_passwords_is_recorded_once_an_hour_for_each_route()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, TicketKind.Inquiry);
        using var browser = new CookieBrowser(desk.Address);
        for (var i = 0; i < 14; i++)
        {
            using var tracked = await browser.PostAsync("/track", new() { ["number"] = $"{number}", ["code"] = "AAAA2222" });
            (await browser.FillInAsync("/chat", "/chat/continue", ("code", "12345678"))).Dispose();
        }

        for (var i = 0; i < 32; i++) (await browser.SignInAsync($"nobody{i}", "not that one")).Dispose();
        var refused = (await ReadLogAsync(desk)).Where(entry => entry.Item1 is SecurityEventKind.GuessesRefused)
            .Select(entry => entry.Item2.TrimEnd('/')).Order();
        Assert.Equal(["POST /chat/continue", "POST /sign-in", "POST /track"], refused);
    }

    private static async Task<List<(SecurityEventKind, string)>> ReadLogAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        var entries = await db.SecurityEvents.OrderBy(e => e.Id).Select(e => new { e.Kind, e.Subject }).ToListAsync(Now);
        return entries.ConvertAll(e => (e.Kind, e.Subject));
    }

    private static async Task<int> CountAsync(HttpClient client, string path) =>
        new HtmlParser().ParseDocument(await ReadAsync(client, path)).QuerySelectorAll("table.log tbody tr").Length;

    private static async Task<string> ReadAsync(HttpClient client, string path)
    {
        using var reply = await client.GetAsync(new Uri(path, UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Now));
    }

    private static async Task<TicketNumber> OpenAsync(DeskApp desk, TicketKind kind)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = kind, Description = "包裹丢了", Department = "brand",
            Actor = BoardTestTickets.Supervisor, Requester = new() { Name = "阿依古丽", Phone = Phone },
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
    }
}
