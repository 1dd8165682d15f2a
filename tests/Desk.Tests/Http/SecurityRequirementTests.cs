using System.Buffers.Binary;
using System.Net;
using AngleSharp.Html.Parser;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.SignIn;
using EcomCenter.Desk.Tests.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>Requirements of OWASP ASVS that no feature has tests for, see SECURITY.md.</summary>
public sealed class SecurityRequirementTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/chat")]
    [InlineData("/track")]
    [InlineData("/desk")]
    [InlineData("/no/such/page")]
    public async Task Every_reply_tells_browsers_what_they_may_do(string page)
    {
        await using var desk = await DeskApp.StartAsync();
        using var reply = await desk.AnonymousClient().GetAsync(new Uri(page, UriKind.Relative), Now);
        Assert.Matches("^(same-origin|no-referrer)$", reply.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(reply.Headers.CacheControl?.NoStore);
        Assert.False(reply.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("https://desk.example", true)]
    [InlineData("http://desk.example", false)]
    [InlineData("", false)]
    public async Task Https_is_kept_for_a_year_where_the_address_of_the_desk_says_https(string publicUrl, bool isKept)
    {
        await using var desk = await DeskApp.StartAsync(
            adjust: builder => builder.SimulateHttpsForms(), settings: [("Desk:PublicUrl", publicUrl)]);
        using var visitor = new CookieBrowser(desk.Address, "en, https");
        using var reply = await visitor.SignInAsync("nobody", "nothing at all");
        var expected = isKept ? new[] { "max-age=31536000" } : null;
        Assert.Equal(expected, reply.Headers.TryGetValues("Strict-Transport-Security", out var kept) ? kept : null);
    }

    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/desk.db")]
    [InlineData("/js/")]
    [InlineData("/css/")]
    [InlineData("/..%2fappsettings.json")]
    public async Task No_folder_is_listed_and_no_file_is_served_but_those_of_the_pages(string path)
    {
        await using var desk = await DeskApp.StartAsync();
        using var reply = await desk.AnonymousClient().GetAsync(new Uri(path, UriKind.Relative), Now);
        Assert.True(reply.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{reply.StatusCode}");
    }

    [Fact]
    public async Task The_fields_of_passwords_let_managers_fill_them_in()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = new CookieBrowser(desk.Address);
        Assert.Equal(["username", "current-password"], await ReadAutocompleteAsync(browser, "/sign-in"));
        (await browser.SignInAsync("clerk", StaffTestExtensions.Password)).Dispose();
        Assert.Equal(["current-password", "new-password"], (await ReadAutocompleteAsync(browser, "/desk/my-account")).Distinct());
    }

    [Fact]
    public async Task A_password_is_compared_letter_by_letter_as_it_was_sent()
    {
        const string password = "  A Long Sentence of 64 letters and two spaces at each end 12345  ";
        Assert.Empty(PasswordRules.Check(password, "clerk"));
        await using var desk = await DeskApp.StartAsync();
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        using var browser = new CookieBrowser(desk.Address);
        (await browser.SignInAsync("clerk", StaffTestExtensions.Password)).Dispose();
        using (var changed = await browser.FillInAsync("/desk/my-account", "/desk/my-account/password",
            ("current", StaffTestExtensions.Password), ("password", password)))
            Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        foreach (var wrong in (string[])[password.Trim(), password.ToUpperInvariant(), password[..^1]])
            Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync(desk, wrong));
        Assert.Equal(HttpStatusCode.Found, await SignInAsync(desk, password));
    }

    [Fact]
    public async Task Each_sign_in_gets_a_token_of_its_own_and_the_database_keeps_hashes_only()
    {
        await using var desk = await DeskApp.StartAsync(
            adjust: builder => builder.Services.RemoveAll<IPostConfigureOptions<PasswordHasherOptions>>());
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Found, await SignInAsync(desk, StaffTestExtensions.Password));
        await using var db = desk.CreateDb();
        var hashes = await db.StaffSessions.Select(s => s.TokenHash).ToListAsync(Now);
        Assert.Equal(3, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Equal(32, Convert.FromHexString(hash).Length));
        // The third version of the framework's format: algorithm, then rounds. 2 stands for HMAC-SHA-512.
        var stored = Convert.FromBase64String((await db.Users.SingleAsync(u => u.UserName == "clerk", Now)).PasswordHash!);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(1)));
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(5)) >= 210_000);
    }

    private static async Task<HttpStatusCode> SignInAsync(DeskApp desk, string password)
    {
        using var visitor = new CookieBrowser(desk.Address);
        using var reply = await visitor.SignInAsync("clerk", password);
        return reply.StatusCode;
    }

    private static async Task<IEnumerable<string?>> ReadAutocompleteAsync(CookieBrowser browser, string page)
    {
        using var shown = await browser.GetAsync(page);
        var document = await new HtmlParser().ParseDocumentAsync(await shown.Content.ReadAsStringAsync(Now), Now);
        return [.. document.QuerySelectorAll("main input[autocomplete]").Select(input => input.GetAttribute("autocomplete"))];
    }
}
