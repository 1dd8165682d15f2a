using System.Net;
using AngleSharp.Html.Parser;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.SignIn;

public sealed class MyAccountPagesTests
{
    private const string Path = "/desk/my-account", NewPassword = "walnuts on the road";

    [Fact]
    public async Task A_member_changes_the_own_password_and_stays_signed_in_here_only()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var here = await desk.SignedInAsync("clerk");
        using var elsewhere = await desk.SignedInAsync("clerk");
        using var changed = await ChangeAsync(here, StaffTestExtensions.Password, NewPassword);
        Assert.Equal((HttpStatusCode.Found, Path + "?done=1"), (changed.StatusCode, changed.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync(Path)).StatusCode);
        using var visitor = new CookieBrowser(desk.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SignInAsync("clerk", StaffTestExtensions.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await visitor.SignInAsync("clerk", NewPassword)).StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_of_others_at_that_address_do_not_keep_a_member_from_changing_the_own_one()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var here = await desk.SignedInAsync("clerk");
        using var guesser = new CookieBrowser(desk.Address);
        for (var i = 0; i < 6; i++) (await guesser.SignInAsync("clerk", "not that one")).Dispose();
        using var changed = await ChangeAsync(here, StaffTestExtensions.Password, NewPassword);
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
    }

    [Theory]
    [InlineData("not that one", NewPassword, "current")]
    [InlineData(StaffTestExtensions.Password, "short", "password")]
    [InlineData(StaffTestExtensions.Password, "password1234", "password")]
    public async Task A_refused_change_marks_its_field_and_changes_nothing(string current, string password, string field)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = await desk.SignedInAsync("clerk");
        using var refused = await ChangeAsync(browser, current, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal([field], page.QuerySelectorAll("main [aria-invalid=true]").Select(input => input.GetAttribute("name")));
        (await desk.SignedInAsync("clerk")).Dispose();
    }

    [Fact]
    public async Task A_member_sees_and_ends_the_own_sessions_and_no_others()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        await desk.AddStaffAsync("colleague", StaffRole.Clerk);
        using var colleague = await desk.SignedInAsync("colleague");
        using var elsewhere = await desk.SignedInAsync("clerk");
        using var here = await desk.SignedInAsync("clerk");
        Assert.Equal(2, (await ReadRowsAsync(here)).Count);
        await using var db = desk.CreateDb();
        var foreign = await db.StaffSessions.SingleAsync(s => db.Users.Any(u => u.Id == s.UserId && u.UserName == "colleague"));
        var (target, fields) = await here.OpenFormAsync(Path, Path + "/sessions");
        await EndAsync(foreign.TokenHash);
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync(Path)).StatusCode);
        await EndAsync(Assert.Single(await ReadOtherSessionsAsync(here)));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync(Path)).StatusCode);

        async Task EndAsync(string session)
        {
            fields["session"] = session;
            (await here.PostAsync(target, fields)).Dispose();
        }
    }

    private static Task<HttpResponseMessage> ChangeAsync(CookieBrowser browser, string current, string password) =>
        browser.FillInAsync(Path, Path + "/password", ("current", current), ("password", password));

    /// <summary>The current session has no form to end it.</summary>
    private static async Task<List<string>> ReadOtherSessionsAsync(CookieBrowser browser) =>
        [.. (await ReadRowsAsync(browser)).Select(row => row.QuerySelector("[name=session]")?.GetAttribute("value")).OfType<string>()];

    private static async Task<List<AngleSharp.Dom.IElement>> ReadRowsAsync(CookieBrowser browser)
    {
        using var shown = await browser.GetAsync(Path);
        var page = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return [.. page.QuerySelectorAll(".linked")];
    }
}
