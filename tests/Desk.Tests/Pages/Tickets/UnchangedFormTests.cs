using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>A form of the ticket page that changes nothing says so, in the form, and what to do.</summary>
public sealed class UnchangedFormTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-Hans", "没有改动")]
    [InlineData("ug", "ھېچنېمە ئۆزگەرمىدى")]
    [InlineData("en", "Nothing was changed")]
    public async Task A_kind_or_department_that_stays_is_told_in_the_form(string language, string words)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        foreach (var name in new[] { "amend", "reroute" })
        {
            var page = await SendAsItStandsAsync(clerk, $"/desk/tickets/{number}?lang={language}", name);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            var notice = FormOf(page.Document, name)!.QuerySelector("[data-refusal]");
            Assert.Contains(words, notice!.TextContent, StringComparison.Ordinal);
            Assert.True(notice.Closest("details")!.HasAttribute("open"));
        }
    }

    [Fact]
    public async Task A_link_that_is_there_is_told_and_not_recorded_again()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var (number, other) = (await desk.OpenTicketAsync("核桃"), await desk.OpenTicketAsync("红枣"));
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync()).Status);
        var version = await ReadVersionAsync(desk, number);
        var again = await SendAsync();
        Assert.Contains("没有改动", FormOf(again.Document, "link")!.QuerySelector("[data-refusal]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(version, await ReadVersionAsync(desk, number));

        Task<HtmlPage> SendAsync() => SendAsItStandsAsync(clerk, $"/desk/tickets/{number}?lang=zh-Hans", "link", ("to", $"{other}"));
    }

    [Theory]
    [InlineData(StaffRole.Supervisor)]
    [InlineData(StaffRole.Clerk)]
    public async Task Every_form_that_is_sent_as_it_stands_changes_the_ticket_or_says_why_not(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        await desk.OpenTicketAsync("红枣", "brand");
        var browser = await desk.SignedInBrowserAsync(role);
        foreach (var name in ActionRegistry.All.Select(row => row.Form?.Name).OfType<string>())
        {
            var address = $"/desk/tickets/{number}?lang=zh-Hans";
            if (FormOf((await browser.OpenAsync(address)).Document, name) is null) continue;
            var before = await ReadVersionAsync(desk, number);
            var page = await SendAsItStandsAsync(browser, address, name);
            if (await ReadVersionAsync(desk, number) > before) continue;
            Assert.True((int)page.Status >= 400, $"{name}: {page.Status}");
            Assert.True(FormOf(page.Document, name)?.QuerySelector("[data-refusal], .fault") is not null, $"{name} says nothing.");
        }
    }

    private static async Task<HtmlPage> SendAsItStandsAsync(
        HttpClient browser, string address, string name, params (string Name, string Value)[] typed)
    {
        var form = FormOf((await browser.OpenAsync(address)).Document, name)!;
        var fields = form.Elements.OfType<IHtmlElement>().Select(ReadField).OfType<KeyValuePair<string, string>>()
            .Where(field => typed.All(t => t.Name != field.Key)).Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        using var content = new FormUrlEncodedContent(fields);
        var language = address.Split('?')[1];
        using var answer = await browser.PostAsync(new Uri($"{form.GetAttribute("action")}?{language}", UriKind.Relative), content, Now);
        return await HtmlForms.ReadAsync(answer);
    }

    private static IHtmlFormElement? FormOf(IDocument page, string name) =>
        page.QuerySelector<IHtmlFormElement>($"form[action$='/{name}']");

    private static KeyValuePair<string, string>? ReadField(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } input => input.IsChecked ? new(input.Name!, input.Value) : null,
        IHtmlInputElement { Name: { } name, Type: not "file" } input => new(name, input.Value),
        IHtmlSelectElement { Name: { } name } select => new(name, select.Value ?? ""),
        IHtmlTextAreaElement { Name: { } name } text => new(name, text.Value),
        _ => null,
    };

    private static async Task<long> ReadVersionAsync(DeskApp desk, TicketNumber number)
    {
        await using var db = desk.CreateDb();
        return await db.Tickets.Where(t => t.Number == number).Select(t => t.Version).SingleAsync(Now);
    }
}
