using System.Net;
using AngleSharp.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>
/// A refused form shows the fault at every faulty field, in the reader's language, and focuses the first of them.
/// </summary>
public sealed class FormFaultsTests
{
    private const string Box = "/desk/suggestion-box", Staff = "/desk/admin/staff";

    public static TheoryData<string, StaffRole?, string?, string[]> Posts =>
    [
        ("/report", null, null, ["description"]),
        ("/track", null, null, ["number", "code"]),
        ("/track", null, "number=100-0001", ["number", "code"]),
        ("/track", null, "number=100-0001&code=abcd", ["number"]),
        ("/sign-in", null, null, ["username", "password"]),
        ("/sign-in", null, "username=clerk", ["password"]),
        ("/desk/counter", StaffRole.Clerk, null, ["description"]),
        ("/desk/counter", StaffRole.Clerk, "ending=answered", ["description", "answer.text"]),
        ("/desk/counter", StaffRole.Clerk, "ending=outOfRemit", ["description", "answer.text", "answer.office"]),
        ("/desk/counter", StaffRole.Clerk, "description=x&ending=promised", ["answer.text", "answer.promisedAt"]),
        ("/desk/hotline", StaffRole.Clerk, "ending=handedOver", ["description", "department"]),
        ("/desk/hotline", StaffRole.Clerk, "ending=callBack", ["who", "description"]),
        (Box, StaffRole.Clerk, null, ["row0.text"]),
        (Box, StaffRole.Clerk, "collectedAt=yesterday", ["collectedAt", "row0.text"]),
        (Box, StaffRole.Clerk, "collectedAt=yesterday&row0.text=x&row1.name=x", ["collectedAt", "row1.text"]),
        (Staff, StaffRole.Admin, null, ["user", "name", "role", "password"]),
        (Staff, StaffRole.Admin, "user=taken", ["user", "name", "role", "password"]),
        (Staff + "/taken", StaffRole.Admin, "name=", ["name"]),
    ];

    [Theory, MemberData(nameof(Posts))]
    public async Task Every_faulty_field_is_marked_and_the_first_one_is_focused(
        string address, StaffRole? role, string? words, string[] faulty)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "taken");
        var browser = role is { } one ? await desk.SignedInBrowserAsync(one) : desk.BrowserClient();
        foreach (var language in LanguageTag.All)
        {
            var page = await browser.SendAsync(await browser.OpenAsync($"{address}?lang={LanguageTag.From(language)}"),
                Fields(words));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            var marked = page.Document.QuerySelectorAll("main [aria-invalid=true]");
            Assert.Equal(faulty.Order(), marked.Select(field => field.GetAttribute("name")!).Order());
            Assert.All(marked, field => Assert.Contains(DescriptionOf(field), KnownFaults(language)));
            Assert.Equal(marked[0], page.Document.QuerySelector("main [autofocus]"));
            Assert.NotNull(page.Document.QuerySelector("main [role=alert]"));
        }
    }

    [Theory]
    [InlineData("/report", null)]
    [InlineData("/track", null)]
    [InlineData("/sign-in", null)]
    [InlineData("/chat", null)]
    [InlineData("/desk/counter", StaffRole.Clerk)]
    [InlineData("/desk/hotline", StaffRole.Clerk)]
    [InlineData(Box, StaffRole.Clerk)]
    [InlineData(Staff, StaffRole.Admin)]
    [InlineData(Staff + "/taken", StaffRole.Admin)]
    public async Task No_form_uses_the_browsers_validation(string address, StaffRole? role)
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "taken");
        var page = await (role is { } one ? await desk.SignedInBrowserAsync(one) : desk.BrowserClient()).OpenAsync(address);
        var forms = page.Document.QuerySelectorAll("main form[method=post], form:has(main)")
            .Where(form => form.QuerySelector("input:not([type=hidden]), select, textarea") is not null).ToList();
        Assert.NotEmpty(forms);
        Assert.All(forms, form => Assert.True(form.HasAttribute("novalidate"), form.GetAttribute("action")));
    }

    private static (string, string?)[] Fields(string? words) =>
        [.. (words ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('='))
            .Select(word => (word[0], (string?)word[1]))];

    /// <summary>The description of a field that screen readers read out: its fault.</summary>
    private static string DescriptionOf(IElement field) =>
        field.Owner!.GetElementById(field.GetAttribute("aria-describedby")!.Split(' ')[0])!.TextContent.Trim('▲', ' ');

    private static HashSet<string> KnownFaults(Language language) =>
    [
        .. new[] { "empty", "notChosen", "numberMistyped", "timeUnreadable", "phoneMissing", "departmentMissing", "dateMissing",
                "officeMissing", "userTaken" }
            .Select(code => DeskTexts.Format(language, "fault." + code)),
        DeskTexts.Format(language, "fault.passwordShort", ("shortest", PasswordRules.MinLength)),
    ];
}
