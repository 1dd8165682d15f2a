using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Pages.SignIn;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.SignIn;

public sealed class SignInPagesTests
{
    [Theory, CombinatorialProviders]
    internal async Task User_name_and_password_sign_in(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await desk.AddStaffAsync("ئايگۈل", StaffRole.Clerk);
        using var visitor = new CookieBrowser(desk.Address);
        using var entered = await visitor.SignInAsync("ئايگۈل", StaffTestExtensions.Password);
        Assert.Equal((HttpStatusCode.Found, "/desk"), (entered.StatusCode, entered.Headers.Location?.ToString()));
        using var board = await visitor.GetAsync("/desk");
        Assert.Equal(HttpStatusCode.OK, board.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_HttpOnly_and_SameSite_and_secure_only_on_https()
    {
        await using var desk = await DeskApp.StartAsync(adjust: builder => builder.SimulateHttpsForms());
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        Assert.EndsWith("path=/; samesite=lax; httponly", await CookieAsync(desk, new CookieBrowser(desk.Address)),
            StringComparison.Ordinal);
        Assert.EndsWith("path=/; secure; samesite=lax; httponly", await CookieAsync(desk, new CookieBrowser(desk.Address, "en, https")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_reply_in_every_language()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        foreach (var language in LanguageTag.All)
        {
            using var visitor = new CookieBrowser(desk.Address, LanguageTag.From(language));
            using var wrong = await visitor.SignInAsync("clerk", "not that one");
            using var unknown = await visitor.SignInAsync("cleric", "not that one");
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (wrong.StatusCode, unknown.StatusCode));
            var told = await CookieBrowser.ReadAsync(wrong);
            Assert.Contains(DeskTexts.Format(language, "signIn.wrong"), told, StringComparison.Ordinal);
            Assert.Equal(told, await CookieBrowser.ReadAsync(unknown));
        }
    }

    [Fact]
    public async Task After_five_wrong_passwords_from_one_address_even_the_right_one_is_refused_in_the_same_words_until_a_new_one_is_set()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = new CookieBrowser(desk.Address);
        using var wrong = await visitor.SignInAsync("clerk", "wrong guess 0");
        for (var i = 1; i < 5; i++) (await visitor.SignInAsync("clerk", $"wrong guess {i}")).Dispose();
        using var locked = await visitor.SignInAsync("clerk", StaffTestExtensions.Password);
        Assert.Equal((HttpStatusCode.Forbidden, await CookieBrowser.ReadAsync(wrong)),
            (locked.StatusCode, await CookieBrowser.ReadAsync(locked)));
        await desk.ChangeAccountAsync(accounts => accounts.SetPasswordAsync("clerk", "quite another one", SecurityOrigin.CommandLine));
        using var entered = await visitor.SignInAsync("clerk", "quite another one");
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
    }

    [Fact]
    public async Task Nobody_locks_a_colleague_out_from_another_address_nor_from_the_same_office()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Desk:Proxies", "127.0.0.1"));
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var atWork = new CookieBrowser(desk.Address, client: "198.51.100.1");
        (await atWork.SignInAsync("clerk", StaffTestExtensions.Password)).Dispose();
        (await atWork.FillInAsync("/desk", "/sign-out")).Dispose();
        foreach (var place in new[] { "203.0.113.5", "198.51.100.1" })
        {
            using var guesser = new CookieBrowser(desk.Address, client: place);
            for (var i = 0; i < 6; i++) (await guesser.SignInAsync("clerk", $"wrong guess {i}")).Dispose();
        }

        using var atHome = new CookieBrowser(desk.Address, client: "198.51.100.2");
        using var fromHome = await atHome.SignInAsync("clerk", StaffTestExtensions.Password);
        using var fromWork = await atWork.SignInAsync("clerk", StaffTestExtensions.Password);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (fromHome.StatusCode, fromWork.StatusCode));
    }

    [Theory]
    [InlineData("aygul", 1, "aygul")]
    [InlineData("  aygul ", 1, "aygul")]
    [InlineData("𠮷", 64, null)]
    [InlineData("u", 1_900_000, "")]
    public void A_name_that_no_account_can_have_is_not_kept_for_counting(string part, int times, string? kept)
    {
        var typed = string.Concat(Enumerable.Repeat(part, times));
        Assert.Equal(kept ?? typed, PasswordCheck.NameToLookUp(typed));
    }

    [Fact]
    public async Task Many_passwords_at_once_do_not_pass_the_limit()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = new CookieBrowser(desk.Address);
        var (target, fields) = await visitor.OpenFormAsync("/sign-in");
        var tries = Enumerable.Range(0, 20).Select(i => visitor.PostAsync(
            target, new(fields) { ["username"] = "clerk", ["password"] = $"wrong guess {i}" }));
        foreach (var reply in await Task.WhenAll(tries)) reply.Dispose();
        await using var db = desk.CreateDb();
        Assert.Equal(SignInRateLimit.MaxPerAccount,
            await db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.SignInFailed, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Guesses_from_one_address_are_limited_over_all_accounts_whether_they_exist_or_not()
    {
        await using var desk = await DeskApp.StartAsync();
        using var visitor = new CookieBrowser(desk.Address);
        for (var i = 0; i < SignInRateLimit.MaxPerAddress; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SignInAsync($"nobody{i % 10}", "a guess of mine")).StatusCode);
        using var enough = await visitor.SignInAsync("somebody", "a guess of mine");
        Assert.Equal(HttpStatusCode.TooManyRequests, enough.StatusCode);
        Assert.InRange(enough.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 600);
    }

    [Fact]
    public async Task Guesses_from_one_IPv6_network_are_limited_together()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Desk:Proxies", "127.0.0.1"));
        for (var i = 0; i < SignInRateLimit.MaxPerAddress; i++)
            Assert.Equal(HttpStatusCode.Forbidden, await GuessAsync($"2001:db8:1:2::{i + 1:x}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync("2001:db8:1:2:ffff::1"));
        Assert.Equal(HttpStatusCode.Forbidden, await GuessAsync("2001:db8:1:3::1"));

        async Task<HttpStatusCode> GuessAsync(string client)
        {
            using var visitor = new CookieBrowser(desk.Address, client: client);
            using var answer = await visitor.SignInAsync("nobody", "a guess of mine");
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("/desk/counter", "/desk/counter")]
    [InlineData("/desk?list=missed", "/desk?list=missed")]
    [InlineData("/desk?q=枣 \uFFFE", "/desk?q=%E6%9E%A3%20%EF%BF%BE")]
    [InlineData("/desk?q=%E6%9E%A3", "/desk?q=%E6%9E%A3")]
    [InlineData("/\u202E", "/%E2%80%AE")]
    [InlineData("//evil.example", "/desk")]
    [InlineData("/\\evil.example", "/desk")]
    [InlineData("https://evil.example", "/desk")]
    public async Task Sign_in_returns_to_the_requested_page_but_never_to_another_site(string wanted, string came)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = new CookieBrowser(desk.Address);
        using var entered = await visitor.SignInAsync("clerk", StaffTestExtensions.Password,
            "/sign-in?ReturnUrl=" + Uri.EscapeDataString(wanted));
        Assert.Equal(came, entered.Headers.Location?.ToString());
    }

    [Fact]
    public async Task People_are_redirected_to_sign_in_and_API_clients_get_401()
    {
        await using var desk = await DeskApp.StartAsync();
        using var visitor = new CookieBrowser(desk.Address);
        using var page = await visitor.GetAsync("/desk?list=all");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.Equal("/sign-in?ReturnUrl=%2Fdesk%3Flist%3Dall", page.Headers.Location?.ToString());
        using var hub = await visitor.GetAsync("/hubs/board");
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = await desk.SignedInAsync("clerk");
        using var thief = new CookieBrowser(desk.Address);
        thief.Cookies.Add(visitor.Cookies.GetCookies(desk.Address));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/desk")).StatusCode);
        using var left = await visitor.FillInAsync("/desk", "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location?.ToString());
        Assert.Contains("\"cache\"", left.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/desk")).StatusCode);
        // The server ended the session, so a copy of the cookie is worth nothing.
        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_twelve_hours_after_sign_in_however_busy_it_was()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time);
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = await desk.SignedInAsync("clerk");
        for (var hour = 1; hour < 12; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/desk")).StatusCode);
        }

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task A_second_tab_that_signs_in_again_is_signed_in()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = new CookieBrowser(desk.Address);
        var (target, fields) = await browser.OpenFormAsync("/sign-in");
        (await browser.SignInAsync("clerk", StaffTestExtensions.Password)).Dispose();
        (fields["username"], fields["password"]) = ("clerk", StaffTestExtensions.Password);
        using var again = await browser.PostAsync(target, fields);
        Assert.Equal((HttpStatusCode.Found, "/desk"), (again.StatusCode, again.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/desk")).StatusCode);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.StaffSessions.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_request_of_the_session_before_leaves_the_new_cookie_in_the_browser()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = await desk.SignedInAsync("clerk");
        using var underWay = new CookieBrowser(desk.Address);
        underWay.Cookies.Add(browser.Cookies.GetCookies(desk.Address));
        (await browser.FillInAsync("/desk", "/sign-out")).Dispose();
        foreach (var path in (string[])["/desk", "/hubs/board", "/api/v1/tickets"])
        {
            using var late = await underWay.GetAsync(path);
            Assert.Contains(late.StatusCode, (HttpStatusCode[])[HttpStatusCode.Found, HttpStatusCode.Unauthorized]);
            Assert.False(late.Headers.Contains("Set-Cookie"), path);
        }
    }

    [Fact]
    public async Task A_form_with_an_invalid_token_signs_nobody_in_and_is_shown_again()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = new CookieBrowser(desk.Address);
        using var foreign = await visitor.FillInAsync("/sign-in", null,
            ("username", "clerk"), ("password", StaffTestExtensions.Password), ("__RequestVerificationToken", "made up"));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Contains("name=\"password\"", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task The_sign_in_form_is_the_first_form_of_the_page()
    {
        await using var desk = await DeskApp.StartAsync();
        using var visitor = new CookieBrowser(desk.Address);
        var page = await (await visitor.GetAsync("/sign-in")).Content.ReadAsStringAsync();
        var form = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page).Forms[0];
        Assert.NotNull(form.QuerySelector("input[name=username]"));
        Assert.NotNull(form.QuerySelector("input[name=password][type=password]"));
    }

    [Fact]
    public async Task A_deactivated_account_is_signed_out_within_a_second()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = await desk.SignedInAsync("clerk");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/desk")).StatusCode);
        await SetByAnotherProcessAsync(desk, member => (member.Active, member.SecurityStamp) = (false, "changed"));
        await WithinASecondAsync(async () => (await visitor.GetAsync("/desk")).StatusCode is HttpStatusCode.Found);
        using var again = await visitor.SignInAsync("clerk", StaffTestExtensions.Password);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
    }

    [Fact]
    public async Task A_changed_role_applies_within_a_second_without_signing_in_again()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = await desk.SignedInAsync("clerk");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/desk/admin/staff")).StatusCode);
        await SetByAnotherProcessAsync(desk, member => member.Role = StaffRole.Admin);
        await WithinASecondAsync(async () => (await visitor.GetAsync("/desk/admin/staff")).StatusCode is HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_old_one()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = await desk.SignedInAsync("clerk");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/desk")).StatusCode);
        await desk.ChangeAccountAsync(accounts => accounts.SetPasswordAsync("clerk", "quite another one", SecurityOrigin.CommandLine));
        await WithinASecondAsync(async () => (await visitor.GetAsync("/desk")).StatusCode is HttpStatusCode.Found);
    }

    /// <summary>Changes the database directly, like a command that runs beside the desk: no cache of this process is invalidated.</summary>
    private static async Task SetByAnotherProcessAsync(DeskApp desk, Action<StaffMember> change)
    {
        await using var db = desk.CreateDb();
        change(db.Users.Single(u => u.UserName == "clerk"));
        await db.SaveChangesAsync();
    }

    /// <summary>Asserts that the change is visible after one second, however slow the machine is.</summary>
    private static async Task WithinASecondAsync(Func<Task<bool>> isVisible)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.True(await isVisible());
    }

    private static async Task<string> CookieAsync(DeskApp desk, CookieBrowser visitor)
    {
        using (visitor)
        {
            using var entered = await visitor.SignInAsync("clerk", StaffTestExtensions.Password);
            return Assert.Single(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("desk=", StringComparison.Ordinal));
        }
    }
}
