using AngleSharp.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Admin;

public sealed class SetupPageTests
{
    private const string Path = "/desk/admin/setup";

    private static readonly (string Key, string Value)[] AllSettings =
    [
        .. Localized("Name"), .. Localized("Hours"), ("Centre:Phone", "0903-6712345"), ("Desk:PublicUrl", "http://desk.example"),
        // A messenger that is set up, on a desk that leaves its bots to another program.
        ("Telegram:Token", "1:test"), ("Telegram:BaseUrl", "http://127.0.0.1:9"), ("Bots:Hosted", "false"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task An_untouched_desk_has_everything_to_do_and_each_step_says_how(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var admin = await desk.ClientForStaffAsync(StaffRole.Admin);
        foreach (var language in LanguageTag.All)
        {
            var page = await BoardPageTests.OpenPageAsync(admin, $"{Path}?lang={LanguageTag.From(language)}");
            var lines = page.QuerySelectorAll(".setup > li").ToDictionary(line => line.GetAttribute("data-step")!);
            Assert.Equal(
                ["name", "phone", "hours", "publicAddress", "departments", "firstClerk", "testSlip", "messengers"], lines.Keys);
            Assert.All(lines.Values, line => Assert.Equal("false", line.GetAttribute("data-done")));
            Assert.All(lines, line => Assert.Contains(
                DeskTexts.Format(language, $"setup.{line.Key}.how"), line.Value.TextContent, StringComparison.Ordinal));
            Assert.All(lines.Values, line => Assert.NotNull(line.QuerySelector("a, code, [data-print]")));
        }
    }

    [Fact]
    public async Task Settings_turn_their_steps()
    {
        await using var desk = await DeskApp.StartAsync(settings: AllSettings);
        var admin = await desk.ClientForStaffAsync(StaffRole.Admin);
        Assert.Equal(["departments", "firstClerk", "testSlip"], await ListOpenAsync(admin));
    }

    [Theory]
    [InlineData("Centre:Name:ug", "name", "ئۇيغۇرچە")]
    [InlineData("Centre:Hours:en", "hours", "English")]
    [InlineData("Centre:Phone", "phone", null)]
    [InlineData("Desk:PublicUrl", "publicAddress", null)]
    [InlineData("Telegram:Token", "messengers", null)]
    public async Task A_setting_that_is_missing_leaves_its_step_open(string setting, string step, string? named)
    {
        await using var desk = await DeskApp.StartAsync(settings: AllSettings.Where(s => s.Key != setting));
        var page = await BoardPageTests.OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Admin), Path);
        var line = page.QuerySelector($"[data-step={step}]")!;
        Assert.Equal("false", line.GetAttribute("data-done"));
        if (named is not null) Assert.Equal([named], line.QuerySelectorAll(".hint:last-of-type bdi, .hint + .hint bdi")
            .Select(name => name.TextContent).Distinct());
    }

    [Fact]
    public async Task An_address_of_the_machine_itself_is_no_public_address()
    {
        await using var desk = await DeskApp.StartAsync(
            settings: AllSettings.Select(s => s.Key == "Desk:PublicUrl" ? (s.Key, "http://localhost:5080") : s));
        Assert.Contains("publicAddress", await ListOpenAsync(await desk.ClientForStaffAsync(StaffRole.Admin)));
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task People_and_the_first_matter_of_the_counter_turn_their_steps(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider, settings: AllSettings);
        var admin = await desk.ClientForStaffAsync(StaffRole.Admin);
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        Assert.Equal(["departments", "testSlip"], await ListOpenAsync(admin));

        await desk.OpenTicketAsync("试登记");
        Assert.Equal(["departments"], await ListOpenAsync(admin));

        var departments = desk.Services.GetRequiredService<CatalogueCache>().Departments;
        foreach (var department in departments.SkipLast(1)) await desk.ClientForStaffAsync(StaffRole.Agent, department.Code);
        var page = await BoardPageTests.OpenPageAsync(admin, $"{Path}?lang=en");
        var line = page.QuerySelector("[data-step=departments]")!.TextContent;
        Assert.Contains(departments[^1].Name(Language.En), line, StringComparison.Ordinal);
        Assert.DoesNotContain(departments[0].Name(Language.En), line, StringComparison.Ordinal);
        await desk.ClientForStaffAsync(StaffRole.Agent, departments[^1].Code);
        Assert.Empty(await ListOpenAsync(admin));

        await using var db = desk.CreateDb();
        await db.Users.Where(u => u.UserName == "aygul").ExecuteUpdateAsync(u => u.SetProperty(m => m.Active, false), Cancellation);
        Assert.Equal(["firstClerk"], await ListOpenAsync(admin));
    }

    [Fact]
    public async Task The_board_of_the_administrator_leads_to_the_steps_until_all_are_done()
    {
        await using var desk = await DeskApp.StartAsync(settings: AllSettings);
        var admin = await desk.ClientForStaffAsync(StaffRole.Admin);
        foreach (var department in desk.Services.GetRequiredService<CatalogueCache>().Departments)
            await desk.ClientForStaffAsync(StaffRole.Clerk, department.Code);
        var board = await BoardPageTests.OpenPageAsync(admin, "/desk?lang=en");
        Assert.NotNull(board.QuerySelector($"main a[href='{Path}']"));
        Assert.Contains("7 of 8 steps done. Next: Test slip", Squeeze(board), StringComparison.Ordinal);

        await desk.OpenTicketAsync("试登记");
        Assert.Null((await BoardPageTests.OpenPageAsync(admin, "/desk")).QuerySelector($"main a[href='{Path}']"));
        var page = await BoardPageTests.OpenPageAsync(admin, $"{Path}?lang=en");
        Assert.Contains(DeskTexts.Format(Language.En, "setup.allDone"), page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_slip_says_that_it_is_one()
    {
        await using var desk = await DeskApp.StartAsync(settings: AllSettings);
        var page = await BoardPageTests.OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Admin), Path);
        var slip = page.QuerySelector(".slip")!;
        foreach (var language in (Language[])[Language.ZhHans, Language.Ug])
            Assert.Contains(DeskTexts.Format(language, "form.slip.sample"), slip.TextContent, StringComparison.Ordinal);
        Assert.NotNull(slip.QuerySelector(".qr"));
    }

    private static async Task<IEnumerable<string?>> ListOpenAsync(HttpClient admin) =>
        (await BoardPageTests.OpenPageAsync(admin, Path)).QuerySelectorAll(".setup > [data-done=false]")
        .Select(line => line.GetAttribute("data-step"));

    private static string Squeeze(IDocument page) =>
        string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(string, string)> Localized(string name) =>
        LanguageTag.All.Select(LanguageTag.From).Select(tag => ($"Centre:{name}:{tag}", name));
}
