using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Texts;

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
    public async Task After_five_wrong_passwords_the_account_is_locked_until_an_administrator_sets_a_new_one()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = new CookieBrowser(desk.Address);
        for (var i = 0; i < 5; i++) (await visitor.SignInAsync("clerk", $"wrong guess {i}")).Dispose();
        using var locked = await visitor.SignInAsync("clerk", StaffTestExtensions.Password);
        Assert.Equal(HttpStatusCode.Forbidden, locked.StatusCode);
        await desk.ChangeAccountAsync(accounts => accounts.SetPasswordAsync("clerk", StaffTestExtensions.Password));
        (await desk.SignedInAsync("clerk")).Dispose();
    }

    [Fact]
    public async Task Repeated_guesses_are_limited_for_existing_and_unknown_users()
    {
        await using var desk = await DeskApp.StartAsync();
        using var visitor = new CookieBrowser(desk.Address);
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SignInAsync("nobody", "a guess of mine")).StatusCode);
        using var enough = await visitor.SignInAsync("NOBODY ", "a guess of mine");
        Assert.Equal(HttpStatusCode.TooManyRequests, enough.StatusCode);
        Assert.InRange(enough.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
        using var other = await visitor.SignInAsync("somebody", "a guess of mine");
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Fact]
    public async Task Guesses_from_one_IPv6_network_are_limited_together()
    {
        await using var desk = await DeskApp.StartAsync();
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.Forbidden, await GuessAsync($"2001:db8:1:2::{i + 1}"));
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
        Assert.EndsWith("/sign-in?ReturnUrl=%2Fdesk%3Flist%3Dall", page.Headers.Location?.ToString(), StringComparison.Ordinal);
        using var hub = await visitor.GetAsync("/hubs/board");
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var visitor = await desk.SignedInAsync("clerk");
        using var left = await visitor.FillInAsync("/desk", "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/desk")).StatusCode);
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
        await desk.ChangeAccountAsync(accounts => accounts.SetPasswordAsync("clerk", "quite another one"));
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
