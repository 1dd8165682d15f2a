using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>The answers and log lines of a desk whose PostgreSQL is away or hangs, and its recovery.</summary>
public sealed partial class PostgresAwayTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_route_fails_otherwise_than_with_503_and_a_time_to_try_again()
    {
        await using var postgres = await PostgresBehindProxy.StartAsync();
        var clients = await CreateClientsAsync(postgres.Desk);
        postgres.Proxy.Cut();
        var unavailable = 0;
        foreach (var (caller, client) in clients)
            foreach (var route in postgres.Desk.Endpoints().Where(route => !route.StartsWith("* ", StringComparison.Ordinal)))
            {
                using var answer = await AskAsync(client, route);
                Assert.True((int)answer.StatusCode is < 500 or 503, $"{route} answers {answer.StatusCode} to {caller}.");
                if (answer.StatusCode is not HttpStatusCode.ServiceUnavailable) continue;
                unavailable++;
                Assert.True(answer.Headers.RetryAfter is not null, $"{route} does not say when to try again.");
            }

        Assert.InRange(unavailable, 100, int.MaxValue);
    }

    [Fact]
    public async Task People_get_a_page_in_their_language_and_programs_a_problem()
    {
        await using var postgres = await PostgresBehindProxy.StartAsync();
        var key = await postgres.Desk.ClientWithKeyAsync(KeyScope.Staff);
        var visitor = postgres.Desk.AnonymousClient();
        visitor.DefaultRequestHeaders.Add("Accept", "text/html");
        postgres.Proxy.Cut();
        foreach (var language in LanguageTag.All)
        {
            using var answer = await visitor.GetAsync(new Uri($"/chat?lang={LanguageTag.From(language)}", UriKind.Relative), Now);
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, DeskTexts.Format(language, "nowhere.busy")),
                (answer.StatusCode, page.QuerySelector("h1")!.TextContent));
            var reference = Reference().Match(page.Body!.TextContent).Value;
            Assert.Contains(postgres.Log.Lines, line => line.Contains(reference, StringComparison.Ordinal));
        }

        foreach (var path in new[] { ApiClient.TicketsPath, "/api/v1/departments" })
        {
            using var answer = await key.GetAsync(new Uri(path, UriKind.Relative), Now);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"),
                (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task Health_and_style_sheets_need_no_database_even_for_somebody_who_is_signed_in()
    {
        await using var postgres = await PostgresBehindProxy.StartAsync();
        await postgres.Desk.AddStaffAsync("boss", StaffRole.Admin);
        using var boss = await postgres.Desk.SignedInAsync("boss");
        postgres.Proxy.Cut();
        await AssertStatusAsync(HttpStatusCode.ServiceUnavailable, "/desk");
        await AssertStatusAsync(HttpStatusCode.OK, "/healthz/live");
        await AssertStatusAsync(HttpStatusCode.ServiceUnavailable, "/healthz/ready");
        await AssertStatusAsync(HttpStatusCode.OK, "/css/public.css");
        using var negotiated = await boss.SendAsync(HttpMethod.Post, "/hubs/board/negotiate?negotiateVersion=1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, negotiated.StatusCode);

        async Task AssertStatusAsync(HttpStatusCode expected, string path)
        {
            using var answer = await boss.GetAsync(path);
            Assert.Equal((path, expected), (path, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_outage_is_two_lines_in_the_log_and_ends_without_a_restart(bool hangs)
    {
        await using var postgres = await PostgresBehindProxy.StartAsync();
        var (desk, proxy) = (postgres.Desk, postgres.Proxy);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        await using var board = await (await BoardHubClient.ConnectWithKeyAsync(desk)).WatchAsync();
        if (hangs) proxy.Pause();
        else proxy.Cut();
        for (var i = 0; i < 3; i++) await Task.WhenAll(ReadAsync(key), WriteAsync(key), WriteAsync(key));
        // Long enough for every loop and the sweep of the clock to fail, too.
        await Task.Delay(TimeSpan.FromSeconds(16), Now);
        AssertLogged(postgres, "Error: Outage ");

        proxy.Restore();
        proxy.Resume();
        await Eventually.TrueAsync(async () => await WriteAsync(key) is HttpStatusCode.Created);
        await AssertEverythingWorksAsync(desk, board);
        await Eventually.TrueAsync(() => postgres.Log.Lines.Count >= 2);
        AssertLogged(postgres, "Error: Outage ", "Warning: Outage ");
    }

    /// <summary>A message in the web chat takes leases, inbox, writer and outbox; its ticket is pushed to the open board.</summary>
    private static async Task AssertEverythingWorksAsync(DeskApp desk, BoardHubClient board)
    {
        await using var browser = new WebChatBrowser(desk);
        var page = await browser.Http.OpenAsync("/chat");
        var before = board.CurrentCards().Count;
        await browser.Http.SendAsync(page, ("say.text", "店打不开"));
        await Eventually.TrueAsync(() => board.CurrentCards().Count > before);
        await using var db = desk.CreateDb();
        await Eventually.TrueAsync(async () => await db.Outbox.AnyAsync(Now));
        await Eventually.TrueAsync(async () => await db.Database.SqlQuery<int>(
            $"""
             SELECT count(*)::int AS "Value" FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = {CommitListener.ConnectionName}
             """).SingleAsync(Now) > 0);
    }

    private static void AssertLogged(PostgresBehindProxy postgres, params string[] beginnings)
    {
        var lines = postgres.Log.Lines.ToArray();
        Assert.True(lines.Length == beginnings.Length, string.Join('\n', lines));
        Assert.All(lines.Zip(beginnings), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, HttpClient>> CreateClientsAsync(DeskApp desk)
    {
        await desk.AddStaffAsync("boss", StaffRole.Admin);
        using var boss = await desk.SignedInAsync("boss");
        var signedIn = desk.AnonymousClient();
        signedIn.DefaultRequestHeaders.Add("Cookie", boss.Cookies.GetCookieHeader(desk.Address));
        var clients = new Dictionary<string, HttpClient>
        {
            ["nobody"] = desk.AnonymousClient(), ["a signed-in person"] = signedIn,
            ["a key"] = await desk.ClientWithKeyAsync(KeyScope.Staff),
        };
        foreach (var client in clients.Values) client.DefaultRequestHeaders.Add("Accept", "text/html");
        return clients;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string route)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        using var request = new HttpRequestMessage(new(method), new Uri(Parameter().Replace(path, "1"), UriKind.Relative));
        if (method == "POST" && path.StartsWith("/api", StringComparison.Ordinal))
            request.Content = new StringContent(ApiClient.TicketBody().ToJsonString(), Encoding.UTF8, "application/json");
        else if (method == "POST")
            request.Content = new FormUrlEncodedContent([]);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Now);
    }

    private static async Task<HttpStatusCode> ReadAsync(HttpClient key)
    {
        using var answer = await key.GetAsync(new Uri(ApiClient.TicketsPath, UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> WriteAsync(HttpClient key)
    {
        var answer = await key.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody().ToJsonString());
        Assert.True(answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Created, answer.Text);
        return answer.Status;
    }

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("(?<![0-9])[0-9]{6}(?![0-9])")]
    private static partial Regex Reference();
}
