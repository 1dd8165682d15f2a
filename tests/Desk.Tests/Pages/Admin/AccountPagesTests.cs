using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Pages.Admin;

public sealed class AccountPagesTests
{
    private const string List = "/desk/admin/staff";

    [Fact]
    public async Task The_lead_of_a_department_is_marked_and_leads_none_without_a_department()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("admin", StaffRole.Admin);
        using var admin = await desk.SignedInAsync("admin");
        await AssertRedirectedAsync(admin.FillInAsync(List, List, ("user", "murat"), ("name", "麦麦提"), ("role", "agent"),
            ("department", "logistics"), ("leads", "1"), ("password", StaffTestExtensions.Password)));
        Assert.True(await IsLeadAsync());
        var own = $"{List}/murat";
        await AssertRedirectedAsync(admin.FillInAsync(own, own, ("name", "麦麦提"), ("role", "clerk"), ("department", ""), ("leads", "1")));
        Assert.False(await IsLeadAsync());

        async Task<bool> IsLeadAsync()
        {
            await using var db = desk.CreateDb();
            return db.Users.Single(u => u.UserName == "murat").LeadsDepartment;
        }
    }

    [Fact]
    public async Task An_administrator_creates_changes_and_deactivates_an_account()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("admin", StaffRole.Admin);
        using var admin = await desk.SignedInAsync("admin");
        await AssertRedirectedAsync(admin.FillInAsync(List, List,
            ("user", "ئەلى"), ("name", "麦麦提"), ("role", "agent"), ("department", "logistics"), ("password", StaffTestExtensions.Password)));
        using var agent = await desk.SignedInAsync("ئەلى");
        var own = $"{List}/{Uri.EscapeDataString("ئەلى")}";
        await AssertRedirectedAsync(admin.FillInAsync(own, own, ("name", "麦麦提"), ("role", "supervisor"), ("department", "")));
        await using var db = desk.CreateDb();
        Assert.Equal((StaffRole.Supervisor, null),
            db.Users.Where(u => u.UserName == "ئەلى").Select(u => ValueTuple.Create(u.Role, u.Department)).Single());
        await AssertRedirectedAsync(admin.FillInAsync(own, own + "/password", ("password", "another sentence")));
        Assert.Equal(HttpStatusCode.Found, (await agent.GetAsync("/desk")).StatusCode);
        await AssertRedirectedAsync(admin.FillInAsync(own, own + "/active"));
        using var out_ = await agent.SignInAsync("ئەلى", "another sentence");
        Assert.Equal(HttpStatusCode.Forbidden, out_.StatusCode);
        await AssertRedirectedAsync(admin.FillInAsync(own, own + "/active"));
        using var in_ = await agent.SignInAsync("ئەلى", "another sentence");
        Assert.Equal(HttpStatusCode.Found, in_.StatusCode);
    }

    [Theory]
    [InlineData("user", "admin", "fault.userTaken")]
    [InlineData("user", "me", "fault.reservedName")]
    [InlineData("user", "two words", "fault.nameLetters")]
    [InlineData("name", " ", "fault.empty")]
    [InlineData("role", "emperor", "fault.notChosen")]
    public async Task Faults_of_a_new_account_are_shown_at_their_field_in_every_language(string field, string value, string fault)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("admin", StaffRole.Admin);
        using var admin = await desk.SignedInAsync("admin");
        foreach (var language in LanguageTag.All)
        {
            (await admin.GetAsync($"{List}?lang={LanguageTag.From(language)}")).Dispose();
            using var told = await admin.FillInAsync(List, List,
            [
                ("user", "new"), ("name", "New"), ("role", "clerk"), ("department", ""), ("password", StaffTestExtensions.Password),
                (field, value),
            ]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, told.StatusCode);
            Assert.Contains(DeskTexts.Format(language, fault), await CookieBrowser.ReadAsync(told), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_demoted_or_deactivated()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("admin", StaffRole.Admin);
        using var admin = await desk.SignedInAsync("admin");
        var own = $"{List}/admin";
        using var off = await admin.FillInAsync(own, own + "/active");
        using var demoted = await admin.FillInAsync(own, own, ("name", "A"), ("role", "clerk"), ("department", ""));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (off.StatusCode, demoted.StatusCode));
        await using var db = desk.CreateDb();
        Assert.True(db.Users.Single() is { Active: true, Role: StaffRole.Admin });
    }

    [Theory]
    [InlineData(StaffRole.Clerk)]
    [InlineData(StaffRole.Agent)]
    [InlineData(StaffRole.Supervisor)]
    public async Task Other_roles_may_neither_see_nor_change_accounts(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync();
        using var somebody = await desk.ClientForStaffAsync(role, "logistics");
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var path in new[] { List, List + "/admin" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await somebody.GetAsync(new Uri(path, UriKind.Relative), cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden,
                (await somebody.PostAsync(new Uri(path, UriKind.Relative), null, cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task A_form_with_an_invalid_token_changes_nothing()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("admin", StaffRole.Admin);
        using var admin = await desk.SignedInAsync("admin");
        using var foreign = await admin.FillInAsync(List, List, ("user", "new"), ("name", "New"), ("role", "admin"),
            ("password", "a long sentence"), ("__RequestVerificationToken", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        await using var db = desk.CreateDb();
        Assert.Single(db.Users);
    }

    [Fact]
    public async Task The_second_of_two_administrators_is_told_what_the_first_changed()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.ClientForStaffAsync(StaffRole.Agent, "logistics", "murat");
        var admin = await desk.SignedInBrowserAsync(StaffRole.Admin, "admin");
        const string own = $"{List}/murat";
        var (page, older) = (await admin.OpenAsync(own), await admin.OpenAsync(own));
        await admin.SendToAsync(page, own, ("name", "麦麦提"), ("role", "clerk"), ("email", "murat@example.org"));
        var told = await admin.SendToAsync(
            older, own, ("name", "Murat"), ("role", "agent"), ("department", "logistics"), ("leads", "1"));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Equal("Murat", told.Document.QuerySelector<IHtmlInputElement>("[name=name]")!.Value);
        foreach (var (field, stored) in ((string, string)[])
            [("name", "麦麦提"), ("role", "admin.role.clerk"), ("department", "admin.noDepartment"), ("leads", "admin.notTicked"),
                ("email", "murat@example.org")])
        {
            var text = DeskTexts.Contains(stored) ? DeskTexts.Format(Language.ZhHans, stored) : stored;
            Assert.Contains(text, told.Document.QuerySelector($"[name={field}]")!.Closest(".field")!.QuerySelector(".hint")!.TextContent,
                StringComparison.Ordinal);
        }

        Assert.Equal((StaffRole.Clerk, "麦麦提"), await StoredAsync());
        Assert.Equal(HttpStatusCode.OK, (await admin.SendToAsync(
            told, own, ("name", "Murat"), ("role", "agent"), ("department", "logistics"))).Status);
        Assert.Equal((StaffRole.Agent, "Murat"), await StoredAsync());

        async Task<(StaffRole, string)> StoredAsync()
        {
            await using var db = desk.CreateDb();
            var member = db.Users.Single(account => account.UserName == "murat");
            return (member.Role, member.DisplayName);
        }
    }

    [Fact]
    public async Task An_invalid_token_loses_nothing_that_was_typed_into_an_account()
    {
        await using var desk = await DeskApp.StartAsync();
        var admin = await desk.SignedInBrowserAsync(StaffRole.Admin, "admin");
        foreach (var action in (string[])[List, $"{List}/admin"])
        {
            var told = await admin.SendToAsync(await admin.OpenAsync(action), action,
                ("user", "new"), ("name", "Typed"), ("role", "clerk"), ("__RequestVerificationToken", "x"));
            Assert.Equal(HttpStatusCode.BadRequest, told.Status);
            Assert.Equal("Typed", told.Document.QuerySelector<IHtmlInputElement>("[name=name]")!.Value);
        }
    }

    private static async Task AssertRedirectedAsync(Task<HttpResponseMessage> form)
    {
        using var answer = await form;
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }
}
