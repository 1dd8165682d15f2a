using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.SignIn;

public sealed class FirstAdminPagesTests
{
    private static readonly (string, string)[] Filled = [("username", "boss"), ("name", "古丽"), ("password", "a long sentence")];

    [Fact]
    public async Task The_link_creates_one_administrator_and_then_expires()
    {
        await using var desk = await DeskApp.StartAsync();
        var path = await LinkAsync(desk) ?? "";
        using var visitor = new CookieBrowser(desk.Address);
        using var made = await visitor.FillInAsync(path, null, Filled);
        Assert.Equal("/desk/admin/staff", made.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/desk/admin/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);
        Assert.Null(await LinkAsync(desk));
    }

    [Fact]
    public async Task Of_concurrent_uses_only_one_succeeds()
    {
        await using var desk = await DeskApp.StartAsync();
        var path = await LinkAsync(desk) ?? "";
        var visitors = Enumerable.Range(0, 6).Select(_ => new CookieBrowser(desk.Address)).ToList();
        var answers = await Task.WhenAll(visitors.Select((v, i) => v.FillInAsync(path, null, [("username", $"boss{i}"), .. Filled[1..]])));
        Assert.Single(answers, a => a.StatusCode is HttpStatusCode.Found);
        await using var db = desk.CreateDb();
        Assert.Single(db.Users);
    }

    [Fact]
    public async Task Faults_are_shown_at_their_field_and_the_link_stays_valid()
    {
        await using var desk = await DeskApp.StartAsync();
        var path = await LinkAsync(desk) ?? "";
        using var visitor = new CookieBrowser(desk.Address);
        using var wrong = await visitor.FillInAsync(path, null, ("username", "two words"), ("name", "古丽"), ("password", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var page = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("at least 12", page, StringComparison.Ordinal);
        Assert.Contains("without spaces", page, StringComparison.Ordinal);
        Assert.Contains("value=\"two words\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"short\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_made_up_link_and_any_link_after_the_first_account_are_refused()
    {
        await using var desk = await DeskApp.StartAsync();
        var path = await LinkAsync(desk) ?? "";
        using var visitor = new CookieBrowser(desk.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/first-admin/made-up")).StatusCode);
        await desk.AddStaffAsync("clerk", StaffRole.Clerk);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);
    }

    private static Task<string?> LinkAsync(DeskApp desk) =>
        desk.Services.GetRequiredService<FirstAdminLink>().CreatePathAsync(CancellationToken.None);
}
