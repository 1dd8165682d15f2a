using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Bots;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>The composer as a browser without script submits it, text and files together.</summary>
public sealed class ComposerAttachmentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData("answer"), InlineData("note")]
    public async Task A_file_is_attached_to_the_written_message(string kind)
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var (number, clerk) = (await OpenTicketAsync(desk), await desk.SignedInBrowserAsync(StaffRole.Clerk));
        var opened = await OpenPageAsync(clerk, number);
        var page = await SubmitComposerAsync(clerk, opened, [("kind", kind), ("text", "表在这里")], ("申请表.jpg", WebChatPosting.Jpeg));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        await using var db = desk.CreateDb();
        var file = await db.Attachments.SingleAsync(Cancellation);
        var written = (await db.FindFullTicketAsync(number, Cancellation))!.Messages.MaxBy(m => m.Id)!;
        Assert.Equal(("申请表.jpg", (long?)written.Id, "表在这里"), (file.Name, file.MessageId, written.Text));
        Assert.NotNull(page.Document.QuerySelector($".said img[src='/desk/attachments/{file.Id}']"));
    }

    [Fact]
    public async Task A_language_confirmation_keeps_the_chosen_file()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var (number, clerk) = (await OpenTicketAsync(desk), await desk.SignedInBrowserAsync(StaffRole.Clerk));
        var opened = await OpenPageAsync(clerk, number);
        var asked = await SubmitComposerAsync(clerk, opened, [("kind", "answer"), ("text", "The form is here")],
            ("form.jpg", WebChatPosting.Jpeg));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Equal("form.jpg", asked.Document.QuerySelector(".kept-file bdi")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await SubmitComposerAsync(clerk, asked, [("insist", "1")])).Status);
        await using var db = desk.CreateDb();
        Assert.NotNull((await db.Attachments.SingleAsync(Cancellation)).MessageId);
    }

    [Fact]
    public async Task A_refused_file_is_named_and_the_others_stay_with_the_text()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var (number, clerk) = (await OpenTicketAsync(desk), await desk.SignedInBrowserAsync(StaffRole.Clerk));
        var opened = await OpenPageAsync(clerk, number);
        var refused = await SubmitComposerAsync(
            clerk, opened, [("kind", "answer"), ("text", "表在这里")], ("good.jpg", WebChatPosting.Jpeg), ("strange.xyz", [1, 2, 3, 4]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("strange.xyz", refused.Document.QuerySelector(".enclosed .fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("表在这里", ((IHtmlTextAreaElement)refused.Document.QuerySelector("#answer textarea")!).Value);
        Assert.Equal(HttpStatusCode.OK, (await SubmitComposerAsync(clerk, refused, [])).Status);
        await using var db = desk.CreateDb();
        Assert.Equal(["good.jpg"], await db.Attachments.Where(a => a.MessageId != null).Select(a => a.Name).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_of_another_user_cannot_be_attached()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var (number, clerk) = (await OpenTicketAsync(desk), await desk.SignedInBrowserAsync(StaffRole.Clerk));
        var opened = await OpenPageAsync(clerk, number);
        var asked = await SubmitComposerAsync(clerk, opened, [("kind", "answer"), ("text", "The form is here")],
            ("form.jpg", WebChatPosting.Jpeg));
        var id = asked.Document.QuerySelector(".kept-file input")!.GetAttribute("value")!;
        var other = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var refused = await SubmitComposerAsync(
            other, await OpenPageAsync(other, number), [("kind", "answer"), ("text", "表在这里"), ("attachments", id)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector(".enclosed .fault"));
    }

    private static async Task<TicketNumber> OpenTicketAsync(DeskApp desk) =>
        (await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage("42:1", "怎么申请？"), Cancellation)).Number;

    private static Task<HtmlPage> OpenPageAsync(HttpClient browser, TicketNumber number) => browser.OpenAsync($"/desk/tickets/{number}");

    private static async Task<HtmlPage> SubmitComposerAsync(
        HttpClient browser, HtmlPage page, (string Name, string Value)[] fields, params (string Name, byte[] Content)[] files)
    {
        var composer = page.Document.QuerySelector<IHtmlFormElement>("#answer")!;
        using var form = new MultipartFormDataContent();
        var unchanged = FilledFields(composer).Where(filled => fields.All(field => field.Name != filled.Name));
        foreach (var (name, value) in unchanged.Concat(fields)) form.Add(new StringContent(value), name);
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        using var answer = await browser.PostAsync(new Uri(composer.GetAttribute("action")!, UriKind.Relative), form, Cancellation);
        if (answer.Headers.Location is { } to) return await browser.OpenAsync(to.ToString());
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        return new(answer.StatusCode, null, page.Address, new HtmlParser().ParseDocument(html));
    }

    private static IEnumerable<(string Name, string Value)> FilledFields(IHtmlFormElement composer) =>
        composer.Elements.OfType<IHtmlElement>().SelectMany<IHtmlElement, (string, string)>(field => field switch
        {
            IHtmlInputElement { Type: "file" } => [],
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? [(box.Name!, box.Value)] : [],
            IHtmlInputElement { Name: { Length: > 0 } name } input => [(name, input.Value)],
            IHtmlTextAreaElement { Name: { Length: > 0 } name } area => [(name, area.Value)],
            IHtmlSelectElement { Name: { Length: > 0 } name } select => [(name, select.Value ?? "")],
            _ => [],
        });
}
