using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks;

/// <summary>Somebody who uses the desk over HTTP: a browser with its cookies, or a program with a key.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    public const string TokenField = "__RequestVerificationToken", Tickets = "/api/v1/tickets", Attachments = "/api/v1/attachments";

    private readonly HttpClient _http;
    private int _posts;

    /// <param name="source">The loopback address that the visitor connects from, e.g. 127.0.0.2.</param>
    /// <param name="key">The API key of a program; null for a browser.</param>
    public Visitor(Uri desk, string source = "127.0.0.1", string language = "zh-Hans", string? key = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, CookieContainer = Cookies, MaxConnectionsPerServer = 512, UseCookies = key is null,
            ConnectCallback = (context, cancellation) => ConnectFromAsync(IPAddress.Parse(source), context.DnsEndPoint, cancellation),
        };
        _http = new(handler) { BaseAddress = desk, Timeout = TimeSpan.FromSeconds(40) };
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        // A browser asks for pages; a program gets problems as JSON.
        else _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The header line with the key, for requests that are written by hand; empty for a browser.</summary>
    public string AuthorizationLine => _http.DefaultRequestHeaders.Authorization is { } value ? $"Authorization: {value}\r\n" : "";

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var watch = Stopwatch.StartNew();
        using var answer = await _http.SendAsync(request);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers, watch.Elapsed);
    }

    public Task<Reply> PostAsync(string path, params IEnumerable<(string Name, string Value)> fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public Task<Reply> PostJsonAsync(string path, JsonObject body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), headers);

    /// <summary>Opens the page, fills in the form that is posted to this path, and sends it.</summary>
    public async Task<Reply> FillInAsync(string page, string action, params IEnumerable<(string Name, string Value)> fields)
    {
        var form = await OpenFormAsync(page, action);
        var hidden = ReadHiddenFields(form);
        foreach (var (name, value) in fields) hidden[name] = value;
        return await PostAsync(FindTarget(form, page), hidden.Select(f => (f.Key, f.Value)));
    }

    public async Task<Dictionary<string, string>> ReadHiddenFieldsAsync(string page, string action) =>
        ReadHiddenFields(await OpenFormAsync(page, action));

    public Task<Reply> SignInAsync(string user, string password = Office.Password, string query = "") =>
        FillInAsync("/sign-in" + query, "/sign-in", ("username", user), ("password", password));

    /// <summary>Sends a message of the chat page, each as a new one, and returns the page with the bot's reply.</summary>
    public async Task<Reply> SayAsync(string text, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(await ReadChatTokenAsync()), TokenField },
            { new StringContent($"post{Guid.NewGuid():N}{++_posts}"[..36]), "form" },
            { new StringContent(text), "say.text" },
        };
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "say.file", name);
        var reply = await SendAsync(HttpMethod.Post, "/chat", form);
        return reply.Status is 302 or 303 ? await GetAsync("/chat") : reply;
    }

    public async Task<string> ReadChatTokenAsync() => (await ReadHiddenFieldsAsync("/chat", "/chat"))[TokenField];

    public async Task<Reply> UploadAsync(string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await SendAsync(HttpMethod.Post, Attachments, form);
    }

    /// <summary>Posts a ticket and expects that it is opened.</summary>
    public async Task<OpenedTicket> OpenTicketAsync(string description, Action<JsonObject>? complete = null)
    {
        var body = NewTicket(description);
        complete?.Invoke(body);
        var reply = await PostJsonAsync(Tickets, body);
        if (reply.Status != 201) throw new InvalidOperationException($"A ticket was answered {reply.Status}: {reply.Text}");
        return new(reply.Json.GetProperty("number").GetString()!, reply.Json.GetProperty("trackingCode").GetString()!);
    }

    public static JsonObject NewTicket(string description) =>
        new() { ["kind"] = "inquiry", ["channel"] = "api", ["description"] = description };

    public Task<Reply> TrackAsync(string number, string code, params (string Name, string Value)[] headers) => SendAsync(
        HttpMethod.Post, "/track", new FormUrlEncodedContent([new("number", number), new("code", code)]), headers);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IHtmlFormElement> OpenFormAsync(string page, string action)
    {
        var reply = await GetAsync(page);
        return reply.Page.Forms.FirstOrDefault(form => FindTarget(form, page).Split('?')[0] == action)
            ?? throw new InvalidOperationException($"{page} was answered {reply.Status} without a form for {action}.");
    }

    private static Dictionary<string, string> ReadHiddenFields(IHtmlFormElement form) =>
        form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().DistinctBy(i => i.Name)
            .ToDictionary(i => i.Name ?? "", i => i.Value);

    private static string FindTarget(IHtmlFormElement form, string page) =>
        form.GetAttribute("action") is { Length: > 0 } target ? target : page;

    private static async ValueTask<Stream> ConnectFromAsync(IPAddress source, DnsEndPoint target, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Loopback, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The visitors that most attacks need.</summary>
internal static class VisitorExtensions
{
    public static Visitor Visit(
        this AttackRun run, DeskProcess desk, string source = "127.0.0.1", string language = "zh-Hans", string? key = null) =>
        run.Own(new Visitor(desk.Address, source, language, key));

    /// <summary>A member of staff who has signed in.</summary>
    public static async Task<Visitor> VisitAsStaffAsync(this AttackRun run, DeskProcess desk, string user)
    {
        var visitor = run.Visit(desk, language: "en");
        var reply = await visitor.SignInAsync(user);
        return reply.Status == 302 ? visitor : throw new InvalidOperationException($"{user} could not sign in ({reply.Status}).");
    }

    public static Visitor VisitWithKey(this AttackRun run, DeskProcess desk, string scope) => run.Visit(desk, key: run.Office.Keys[scope]);
}
