using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Staff;

/// <summary>A browser without scripts: keeps cookies, fills in forms and does not follow redirects.</summary>
internal sealed class CookieBrowser : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="client">The address of the client, as a proxy on this machine forwards it; the desk must know that proxy.</param>
    public CookieBrowser(Uri address, string language = "en", string? client = null)
    {
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
        if (client is not null) _http.DefaultRequestHeaders.Add("X-Forwarded-For", client);
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) =>
        _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the page, fills in its form (the first, or the one with this action) and sends it.</summary>
    public async Task<HttpResponseMessage> FillInAsync(string page, string? action, params IEnumerable<(string Name, string Value)> fields)
    {
        var (target, values) = await OpenFormAsync(page, action);
        foreach (var (name, value) in fields) values[name] = value;
        return await PostAsync(target, values);
    }

    /// <summary>Opens the page and returns where its form posts to, and its hidden fields.</summary>
    public async Task<(string Target, Dictionary<string, string> Fields)> OpenFormAsync(string page, string? action = null)
    {
        using var shown = await GetAsync(page);
        var document = await new HtmlParser().ParseDocumentAsync(await shown.Content.ReadAsStringAsync());
        var form = document.Forms.First(f => action is null || f.GetAttribute("action") == action);
        var values = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(i => i.Name ?? "", i => i.Value);
        return (form.GetAttribute("action") is { Length: > 0 } set ? set : page, values);
    }

    public Task<HttpResponseMessage> PostAsync(string target, Dictionary<string, string> fields) => _http.PostAsync(
        new Uri(target, UriKind.Relative), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SignInAsync(string user, string password, string page = "/sign-in") =>
        FillInAsync(page, null, ("username", user), ("password", password));

    /// <summary>The text of the response's main element.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent ?? "";

    public void Dispose() => _http.Dispose();
}

/// <summary>Staff accounts for tests.</summary>
internal static class StaffTestExtensions
{
    public const string Password = "a long sentence";

    public static async Task AddStaffAsync(this DeskApp desk, string user, StaffRole role, string? department = null)
    {
        await using var scope = desk.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(new(user, "Somebody", role, department), Password, SecurityOrigin.CommandLine));
    }

    public static async Task ChangeAccountAsync(
        this DeskApp desk, Func<StaffAccounts, Task<IReadOnlyList<FieldFault>>> change)
    {
        await using var scope = desk.Services.CreateAsyncScope();
        Assert.Empty(await change(scope.ServiceProvider.GetRequiredService<StaffAccounts>()));
    }

    public static async Task<CookieBrowser> SignedInAsync(this DeskApp desk, string user)
    {
        var visitor = new CookieBrowser(desk.Address);
        using var entered = await visitor.SignInAsync(user, Password);
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        return visitor;
    }
}
