using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>A browser without scripts: opens pages, fills in forms and presses buttons.</summary>
internal static class HtmlForms
{
    private static readonly HtmlParser Parser = new();

    /// <summary>A signed-in staff member's browser, which keeps cookies.</summary>
    public static async Task<HttpClient> SignedInBrowserAsync(
        this DeskApp desk, StaffRole role, string? user = null, string? department = null)
    {
        var browser = desk.BrowserClient();
        foreach (var (name, values) in (await desk.ClientForStaffAsync(role, department, user)).DefaultRequestHeaders)
            browser.DefaultRequestHeaders.Add(name, values);
        return browser;
    }

    public static async Task<HtmlPage> OpenAsync(this HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <summary>Fills in the form, sends it without a button and follows the redirect.</summary>
    public static Task<HtmlPage> SendAsync(this HttpClient browser, HtmlPage page, params (string Name, string? Value)[] fields) =>
        PostAsync(browser, page, page.Fill(fields));

    /// <summary>Fills in the form, presses the button and follows the redirect.</summary>
    public static Task<HtmlPage> PressAsync(
        this HttpClient browser, HtmlPage page, string button, params (string Name, string? Value)[] fields) =>
        PostAsync(browser, page, [.. page.Fill(fields), page.ButtonField(button)]);

    /// <summary>Sends the fields with the hidden ones of the form that goes to the address, and follows the redirect.</summary>
    public static async Task<HtmlPage> SendToAsync(
        this HttpClient browser, HtmlPage page, string action, params (string Name, string Value)[] fields)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>($"form[action='{action}']")
            ?? throw new InvalidOperationException($"No form {action}: {page.Text}");
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
            .Where(input => fields.All(field => field.Name != input.Name)).Select(input => KeyValuePair.Create(input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        using var answer = await browser.PostAsync(new Uri(action, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return answer.Headers.Location is { } to ? await browser.OpenAsync(to.ToString()) : await ReadAsync(answer);
    }

    internal static async Task<HtmlPage> ReadAsync(HttpResponseMessage answer) => new(answer.StatusCode, answer.Headers.RetryAfter?.Delta,
        answer.RequestMessage!.RequestUri!.PathAndQuery,
        Parser.ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));

    private static async Task<HtmlPage> PostAsync(HttpClient browser, HtmlPage page, List<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(new Uri(page.Action, UriKind.Relative), content, TestContext.Current.CancellationToken);
        if (answer.Headers.Location is { } to) return await browser.OpenAsync(to.ToString());
        return await ReadAsync(answer);
    }
}

internal sealed record HtmlPage(HttpStatusCode Status, TimeSpan? RetryAfter, string Address, IHtmlDocument Document)
{
    public string Text => Document.Body!.TextContent;

    private IHtmlFormElement Form => Document.QuerySelector<IHtmlFormElement>("main form[method=post], form:has(main)")
        ?? throw new InvalidOperationException($"No form at {Address} ({Status}): {Text}");

    public string Action => Form.GetAttribute("action") is { Length: > 0 } action ? action : Address;

    public string? Value(string name) => Fill().LastOrDefault(f => f.Key == name).Value;

    /// <summary>The fault shown at a field.</summary>
    public string? Fault(string name) =>
        Form.QuerySelector($"[name='{name}']")?.Closest(".field")?.QuerySelector(".fault")?.TextContent.Trim('▲', ' ');

    public string? Number => Document.QuerySelector(".big-number")?.TextContent.Trim();

    public string? Code => Document.QuerySelector(".code")?.TextContent.Trim();

    public List<KeyValuePair<string, string>> Fill(params (string Name, string? Value)[] fields)
    {
        var filled = Form.Elements.OfType<IHtmlElement>().Select(FieldOf).OfType<KeyValuePair<string, string>>().ToList();
        foreach (var (name, value) in fields)
        {
            Assert.True(Form.QuerySelector($"[name='{name}']") is not null, $"No field {name} at {Address}.");
            filled.RemoveAll(f => f.Key == name);
            if (value is not null) filled.Add(new(name, value));
        }

        return filled;
    }

    public KeyValuePair<string, string> ButtonField(string value) =>
        Form.QuerySelector<IHtmlButtonElement>($"button[value='{value}']") is { Name: { } name } ? new(name, value)
            : throw new InvalidOperationException($"No button {value}.");

    private static KeyValuePair<string, string>? FieldOf(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Name: { Length: > 0 } name, Type: "radio" or "checkbox" } input =>
            input.IsChecked ? new(name, input.Value) : null,
        IHtmlInputElement { Name: { Length: > 0 } name } input => new(name, input.Value),
        IHtmlTextAreaElement { Name: { Length: > 0 } name } area => new(name, area.Value),
        IHtmlSelectElement { Name: { Length: > 0 } name } select => new(name, select.Value ?? ""),
        _ => null,
    };
}
