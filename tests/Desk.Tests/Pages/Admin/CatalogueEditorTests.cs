using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Bots;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Admin;

/// <summary>Frequent questions and offices are edited by staff, in three languages side by side.</summary>
public sealed class CatalogueEditorTests
{
    private const string Questions = "/desk/admin/questions", Offices = "/desk/admin/offices";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_question_is_answered_from_then_on()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = await supervisor.OpenAsync(Questions);
        var done = await PressAsync(supervisor, page, Questions, ("questionZhHans", "有没有仓库?"), ("questionUg", "ئامبار بارمۇ؟"),
            ("questionEn", "Is there a store-house?"), ("answerZhHans", "有。"), ("answerUg", "بار."), ("answerEn", "Yes."),
            ("words", "有没有仓库\r\nئامبار بارمۇ"));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("有没有仓库?", done.Text, StringComparison.Ordinal);
        Assert.Equal("بار.",
            (await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage("42:1", "请问有没有仓库"), Cancellation)).SuggestedAnswer!.Answer);
    }

    [Fact]
    public async Task Missing_texts_are_shown_at_their_field_and_no_input_is_lost()
    {
        await using var desk = await DeskApp.StartAsync();
        var admin = await desk.SignedInBrowserAsync(StaffRole.Admin);
        var told = await PressAsync(admin, await admin.OpenAsync(Offices), $"{Offices}/market", ("nameZhHans", "新名字"), ("nameUg", ""),
            ("nameEn", "New name"), ("phone", "12315"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        var form = told.Document.QuerySelector($"form[action='{Offices}/market']")!;
        Assert.NotNull(form.Closest("details[open]"));
        Assert.Equal("新名字", form.QuerySelector<IHtmlInputElement>("[name=nameZhHans]")!.Value);
        Assert.NotNull(form.QuerySelector("[name=nameUg]")!.Closest(".field")!.QuerySelector(".fault"));
        await using var db = desk.CreateDb();
        Assert.Equal("市场监督管理局", await db.Offices.Where(o => o.Code == "market").Select(o => o.NameZh).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task What_a_colleague_changed_meanwhile_is_shown_before_it_is_replaced()
    {
        await using var desk = await DeskApp.StartAsync();
        var admin = await desk.SignedInBrowserAsync(StaffRole.Admin);
        var (page, older) = (await admin.OpenAsync(Offices), await admin.OpenAsync(Offices));
        (string, string)[] form = [("nameZhHans", "市场局"), ("nameUg", "بازار ئىدارىسى"), ("nameEn", "Market office")];
        await PressAsync(admin, page, $"{Offices}/market", [.. form, ("phone", "12315")]);
        var told = await PressAsync(admin, older, $"{Offices}/market", [.. form, ("phone", "0903-1")]);
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        var phone = told.Document.QuerySelector($"form[action='{Offices}/market'] [name=phone]")!;
        Assert.Equal("0903-1", ((IHtmlInputElement)phone).Value);
        Assert.Contains("12315", phone.Closest(".field")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("12315", await PhoneAsync(desk));
        await PressAsync(admin, told, $"{Offices}/market", [.. form, ("phone", "0903-1")]);
        Assert.Equal("0903-1", await PhoneAsync(desk));
    }

    private static async Task<string> PhoneAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Offices.Where(office => office.Code == "market").Select(office => office.Phone).SingleAsync(Cancellation);
    }

    [Fact]
    public async Task A_retired_office_is_not_offered_and_can_be_restored()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var number = (await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage("42:1", "核桃"), Cancellation)).Number;
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        foreach (var offered in new[] { false, true })
        {
            await PressAsync(supervisor, await supervisor.OpenAsync(Offices), $"{Offices}/market/retired");
            var ticket = await supervisor.OpenAsync($"/desk/tickets/{number}");
            Assert.Equal(offered, ticket.Document.QuerySelector("#say-officeCode option[value=market]") is not null);
        }
    }

    [Theory, InlineData(StaffRole.Clerk), InlineData(StaffRole.Agent)]
    public async Task Clerks_and_agents_may_edit_questions_and_offices(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(role);
        await PressAsync(browser, await browser.OpenAsync(Offices), $"{Offices}/market/retired");
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(Questions)).Status);
        await using var db = desk.CreateDb();
        Assert.True(await db.Offices.Where(o => o.Code == "market").Select(o => o.Retired).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Every_shipped_entry_has_text_in_every_language()
    {
        await using var desk = await DeskApp.StartAsync();
        await using var db = desk.CreateDb();
        foreach (var language in LanguageTag.All)
        {
            Assert.All(await db.FrequentQuestions.ToListAsync(Cancellation), q =>
                Assert.True(q.Question(language).Length > 5 && q.Answer(language).Length > 20, q.Code));
            Assert.All(await db.Offices.ToListAsync(Cancellation), o =>
                Assert.True(o.Name(language).Length > 2 && o.Phone.Length > 2, o.Code));
        }
    }

    private static async Task<HtmlPage> PressAsync(
        HttpClient browser, HtmlPage page, string action, params (string Name, string? Value)[] fields)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>($"form[action='{action}']")!;
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value ?? ""))));
        using var answer = await browser.PostAsync(new Uri(action, UriKind.Relative), content, Cancellation);
        return await HtmlForms.ReadAsync(answer);
    }
}
