using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>Sends the action forms of the ticket page as they are shown, but for what is typed.</summary>
internal static class TicketForms
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static async Task<HtmlPage> SendAsItStandsAsync(
        this HttpClient browser, string address, string name, params (string Name, string Value)[] typed)
    {
        var form = (await browser.OpenAsync(address)).Document.FormOf(name)!;
        var fields = form.Elements.OfType<IHtmlElement>().Select(ReadField).OfType<KeyValuePair<string, string>>()
            .Where(field => typed.All(t => t.Name != field.Key)).Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        using var content = new FormUrlEncodedContent(fields);
        var language = address.Split('?')[1];
        using var answer = await browser.PostAsync(new Uri($"{form.GetAttribute("action")}?{language}", UriKind.Relative), content, Now);
        return await HtmlForms.ReadAsync(answer);
    }

    public static IHtmlFormElement? FormOf(this IDocument page, string name) =>
        page.QuerySelector<IHtmlFormElement>($"form[action$='/{name}']");

    private static KeyValuePair<string, string>? ReadField(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } input => input.IsChecked ? new(input.Name!, input.Value) : null,
        IHtmlInputElement { Name: { } name, Type: not "file" } input => new(name, input.Value),
        IHtmlSelectElement { Name: { } name } select => new(name, select.Value ?? ""),
        IHtmlTextAreaElement { Name: { } name } text => new(name, text.Value),
        _ => null,
    };

    public static async Task<long> ReadVersionAsync(this DeskApp desk, TicketNumber number)
    {
        await using var db = desk.CreateDb();
        return await db.Tickets.Where(t => t.Number == number).Select(t => t.Version).SingleAsync(Now);
    }
}
